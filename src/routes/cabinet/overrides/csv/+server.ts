import { overrideFiltersIn } from '#lib/decisions/ledgers/override-filters.ts';
import { overridesCsv } from '#lib/decisions/ledgers/overrides-csv.ts';
import * as overrides from '#lib/decisions/ledgers/overrides.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import { csvResponse } from '#lib/ui/csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	requirePerson(event);
	const rows = await overrides.all(event.locals.supabase, overrideFiltersIn(event.url.searchParams));
	return csvResponse(overridesCsv(rows), 'overrides.csv');
};
