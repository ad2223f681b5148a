import { requirePerson } from '#lib/people/guard.server.ts';
import { toolFiltersOf } from '#lib/tools/list/tool-filters.ts';
import * as tools from '#lib/tools/list/tools.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const filters = toolFiltersOf(event.url.searchParams);
	return { filters, list: await tools.list(event.locals.supabase, filters) };
};
