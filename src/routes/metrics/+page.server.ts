import { metricFiltersOf } from '#lib/metrics/metric-filters.ts';
import * as metrics from '#lib/metrics/metrics.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const filters = metricFiltersOf(event.url.searchParams);
	return { filters, ...(await metrics.library(event.locals.supabase, filters)) };
};
