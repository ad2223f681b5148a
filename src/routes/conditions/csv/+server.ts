import { conditionFiltersOf } from '#lib/decisions/conditions/condition-filters.ts';
import { conditionsCsv } from '#lib/decisions/conditions/conditions-csv.ts';
import * as conditions from '#lib/decisions/conditions/conditions.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import { csvResponse } from '#lib/ui/csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	requirePerson(event);
	const rows = await conditions.all(event.locals.supabase, conditionFiltersOf(event.url.searchParams));
	return csvResponse(conditionsCsv(rows), 'conditions.csv');
};
