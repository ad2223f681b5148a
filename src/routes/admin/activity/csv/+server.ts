import { requireRole } from '#lib/people/guard.server.ts';
import { activityCsv } from '#lib/pilots/activity-csv.ts';
import * as activity from '#lib/pilots/activity-log.server.ts';
import { csvResponse } from '#lib/ui/csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	requireRole(event, 'admin');
	const { lines } = await activity.shown(event.locals.supabase, event.url.searchParams);
	return csvResponse(activityCsv(lines), 'activity.csv');
};
