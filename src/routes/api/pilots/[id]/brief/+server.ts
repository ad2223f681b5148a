import { json } from '@sveltejs/kit';
import { briefExport } from '#lib/decisions/brief/brief-file.server.ts';
import { forPrograms } from '#lib/people/for-programs.server.ts';
import type { RequestHandler } from './$types';

/** A pilot's brief as a file that `npm run recompute` verifies, for whoever signed in by cookie or brings their token. */
export const GET: RequestHandler = (event) =>
	forPrograms(event, async () => {
		const { supabase } = event.locals;
		const { name, content } = await briefExport(
			supabase,
			event.params.id,
			event.url.searchParams.get('version')
		);
		return json(content, { headers: { 'content-disposition': `attachment; filename="${name}"` } });
	});
