import { requireRole } from '#lib/people/guard.server.ts';
import * as activity from '#lib/pilots/activity-log.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	return { log: await activity.page(event.locals.supabase, event.url.searchParams) };
};
