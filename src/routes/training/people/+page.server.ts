import { requireRole } from '#lib/people/guard.server.ts';
import * as coverage from '#lib/training/coverage.server.ts';
import { peopleFilters } from '#lib/training/coverage.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	const filters = peopleFilters(event.url.searchParams);
	const skip = Math.max(0, Math.trunc(Number(event.url.searchParams.get('skip')) || 0));
	const now = new Date().toISOString();
	return { filters, skip, now, ...(await coverage.people(event.locals.supabase, filters, skip)) };
};
