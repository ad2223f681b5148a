import { json } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { typedSchema } from '#lib/pilots/drafting.ts';
import { lookAlikes } from '#lib/pilots/drafts.server.ts';
import type { RequestHandler } from './$types';

/** Pilots like what is being typed. A POST, since a problem can be longer than an address. */
export const POST: RequestHandler = async (event) => {
	requirePerson(event);
	const typed = typedSchema.safeParse(await event.request.json().catch(() => null));
	return json(typed.success ? await lookAlikes(event.locals.supabase, typed.data) : []);
};
