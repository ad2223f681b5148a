import { seats } from '#lib/joining/joining.server.ts';
import { seatFiltersOf } from '#lib/joining/seat-list.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import { choices } from '#lib/pilots/pilots.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const filters = seatFiltersOf(event.url.searchParams);
	const [page, { sites, objectives }] = await Promise.all([
		seats(event.locals.supabase, filters),
		choices(event.locals.supabase)
	]);
	return { ...page, filters, sites, objectives };
};
