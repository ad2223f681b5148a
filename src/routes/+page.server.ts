import { requirePerson } from '#lib/people/guard.server.ts';
import { home } from '#lib/strategy/home.server.ts';
import { mentions } from '#lib/talk/comments.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const [page, mentioned] = await Promise.all([home(event.locals), mentions(event.locals.supabase)]);
	return { ...page, mentioned };
};
