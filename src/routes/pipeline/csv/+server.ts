import { requirePerson } from '#lib/people/guard.server.ts';
import { pipelineCsv } from '#lib/pilots/pipeline-csv.ts';
import { allRows } from '#lib/pilots/pipeline.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	requirePerson(event);
	const { rows, cols } = await allRows(event);
	return new Response(pipelineCsv(rows, cols), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="pilots.csv"'
		}
	});
};
