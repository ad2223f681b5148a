import { requireRole } from '#lib/people/guard.server.ts';
import { overridesCsv } from '#lib/safeguards/overrides-csv.ts';
import * as overrides from '#lib/safeguards/overrides.server.ts';
import { filtersIn } from '#lib/safeguards/overrides.ts';
import { csvResponse } from '#lib/ui/csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	requireRole(event, 'cabinet', 'admin', 'clerk');
	const rows = await overrides.all(event.locals.supabase, filtersIn(event.url.searchParams));
	return csvResponse(overridesCsv(rows), 'risk-overrides.csv');
};
