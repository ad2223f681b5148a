import { json } from '@sveltejs/kit';
import { analysisExport } from '#lib/evidence/exports.server.ts';
import { forPrograms } from '#lib/people/for-programs.server.ts';
import type { RequestHandler } from './$types';

/** A pilot's analysis as a file that `npm run recompute` verifies, for whoever signed in by cookie or brings their token. */
export const GET: RequestHandler = (event) =>
	forPrograms(event, async () => {
		const { name, content } = await analysisExport(event.locals.supabase, event.params.id);
		return json(content, { headers: { 'content-disposition': `attachment; filename="${name}"` } });
	});
