import { json } from '@sveltejs/kit';
import { saveDraft } from '#lib/evidence/evaluation.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { RequestHandler } from './$types';

/** Keeps a report while it is written: the same form as the page's own, answered as data. */
export const POST: RequestHandler = async (event) => {
	requirePerson(event);
	const saved = await saveDraft(event.locals.supabase, event.params.id, await event.request.formData());
	return json(saved, { status: saved.ok ? 200 : saved.status });
};
