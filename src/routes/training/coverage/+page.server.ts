import { requireRole } from '#lib/people/guard.server.ts';
import * as coverage from '#lib/training/coverage.server.ts';
import { coverageFilters } from '#lib/training/coverage.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin', 'cabinet', 'reviewer');
	const filters = coverageFilters(event.url.searchParams);
	return { filters, coverage: await coverage.coverage(event.locals.supabase, filters) };
};
