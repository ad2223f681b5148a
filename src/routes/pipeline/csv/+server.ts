import { requirePerson } from '#lib/people/guard.server.ts';
import { pipelineCsv } from '#lib/pilots/pipeline-csv.ts';
import { allRows } from '#lib/pilots/pipeline.server.ts';
import { csvResponse } from '#lib/ui/csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	requirePerson(event);
	const { rows, cols } = await allRows(event);
	return csvResponse(pipelineCsv(rows, cols), 'pilots.csv');
};
