import { logCsv } from '#lib/decisions/ledgers/log-csv.ts';
import { logFiltersIn } from '#lib/decisions/ledgers/log-filters.ts';
import * as log from '#lib/decisions/ledgers/log.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import { csvResponse } from '#lib/ui/csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	requirePerson(event);
	const rows = await log.all(event.locals.supabase, logFiltersIn(event.url.searchParams));
	return csvResponse(logCsv(rows), 'decisions.csv');
};
