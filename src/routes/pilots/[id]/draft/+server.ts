import { json } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import * as drafts from '#lib/pilots/drafts.server.ts';
import type { RequestHandler } from './$types';

/** Saves a step of a draft while it is typed: the same form as the page's own, answered as data. */
export const POST: RequestHandler = async (event) => {
	requirePerson(event);
	const saved = await drafts.save(event.locals.supabase, event.params.id, await event.request.formData());
	return json(saved, { status: saved.ok ? 200 : saved.status });
};
