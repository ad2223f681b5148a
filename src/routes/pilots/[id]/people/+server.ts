import { json } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { mentionable } from '#lib/talk/comments.server.ts';
import type { RequestHandler } from './$types';

/** Whom a comment can mention, for the list that opens at an @. */
export const GET: RequestHandler = async (event) => {
	requirePerson(event);
	return json(await mentionable(event.locals.supabase, event.params.id));
};
