import { json } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { find } from '#lib/search/search.server.ts';
import type { RequestHandler } from './$types';

/** What the palette asks for while somebody types. */
export const GET: RequestHandler = async (event) => {
	requirePerson(event);
	return json(await find(event.locals.supabase, event.url.searchParams.get('q') ?? ''));
};
