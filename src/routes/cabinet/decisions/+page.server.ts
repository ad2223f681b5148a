import { logFiltersIn } from '#lib/decisions/ledgers/log-filters.ts';
import * as log from '#lib/decisions/ledgers/log.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const filters = logFiltersIn(event.url.searchParams);
	return { filters, log: await log.list(event.locals.supabase, filters) };
};
