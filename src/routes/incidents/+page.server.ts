import { incidentFiltersOf, pageOf } from '#lib/incidents/incident-filters.ts';
import * as incidents from '#lib/incidents/incidents.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const filters = incidentFiltersOf(event.url.searchParams);
	const page = pageOf(event.url.searchParams);
	return { filters, page, list: await incidents.list(event.locals.supabase, filters, page) };
};
