import { requireRole } from '#lib/people/guard.server.ts';
import * as coverage from '#lib/training/coverage.server.ts';
import { coverageCsv, coverageFilters } from '#lib/training/coverage.ts';
import { csvResponse } from '#lib/ui/csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	requireRole(event, 'admin', 'cabinet', 'reviewer');
	const found = await coverage.coverage(event.locals.supabase, coverageFilters(event.url.searchParams));
	return csvResponse(coverageCsv(found), `training-coverage-${found.today}.csv`);
};
