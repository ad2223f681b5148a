import { requireRole } from '#lib/people/guard.server.ts';
import * as overrides from '#lib/safeguards/overrides.server.ts';
import { filtersIn } from '#lib/safeguards/overrides.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'cabinet', 'admin', 'clerk');
	const filters = filtersIn(event.url.searchParams);
	return { filters, ledger: await overrides.list(event.locals.supabase, filters) };
};
