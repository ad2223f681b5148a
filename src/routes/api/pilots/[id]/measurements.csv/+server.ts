import { measurementsExport } from '#lib/evidence/exports.server.ts';
import { forPrograms } from '#lib/people/for-programs.server.ts';
import { csvResponse } from '#lib/ui/csv.ts';
import type { RequestHandler } from './$types';

/** A pilot’s group summaries as CSV, for whoever signed in by cookie or brings their token. */
export const GET: RequestHandler = (event) =>
	forPrograms(event, async () => {
		const { name, content } = await measurementsExport(event.locals.supabase, event.params.id);
		return csvResponse(content, name);
	});
