import { requirePerson } from '#lib/people/guard.server.ts';
import { toolsCsv } from '#lib/tools/list/tool-csv.ts';
import { toolFiltersOf } from '#lib/tools/list/tool-filters.ts';
import * as tools from '#lib/tools/list/tools.server.ts';
import { csvResponse } from '#lib/ui/csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	requirePerson(event);
	const all = await tools.all(event.locals.supabase, toolFiltersOf(event.url.searchParams));
	return csvResponse(toolsCsv(all), 'tools.csv');
};
