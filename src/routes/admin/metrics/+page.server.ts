import * as metrics from '#lib/metrics/metrics.server.ts';
import { requireRole } from '#lib/people/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	const { supabase } = event.locals;
	const [offered, retired] = await Promise.all([
		metrics.library(supabase),
		metrics.library(supabase, { retired: true })
	]);
	return { offered: offered.metrics, retired: retired.metrics };
};
