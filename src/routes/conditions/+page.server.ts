import { conditionFiltersOf, pageIn } from '#lib/decisions/conditions/condition-filters.ts';
import * as conditions from '#lib/decisions/conditions/conditions.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const me = requirePerson(event);
	const filters = conditionFiltersOf(event.url.searchParams);
	const page = pageIn(event.url.searchParams);
	const ledger = await conditions.list(event.locals.supabase, filters, page);
	return { filters, page, ledger, me: me.person.id };
};
