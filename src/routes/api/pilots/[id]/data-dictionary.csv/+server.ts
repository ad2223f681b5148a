import { dictionaryExport } from '#lib/evidence/exports.server.ts';
import { forPrograms } from '#lib/people/for-programs.server.ts';
import { csvResponse } from '#lib/ui/csv.ts';
import type { RequestHandler } from './$types';

/** What the columns and metrics of the measurements mean, as CSV, for whoever signed in by cookie or brings their token. */
export const GET: RequestHandler = (event) =>
	forPrograms(event, async () => {
		const { name, content } = await dictionaryExport(event.locals.supabase, event.params.id);
		return csvResponse(content, name);
	});
