import { seats } from '#lib/joining/joining.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import { home } from '#lib/strategy/home.server.ts';
import { mentions } from '#lib/talk/comments.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { person } = requirePerson(event);
	const [page, mentioned] = await Promise.all([home(event.locals), mentions(event.locals.supabase)]);
	// Whoever is on no pilot yet sees where somebody is looked for.
	const looking = page.mine.length === 0 ? (await seats(event.locals.supabase, { most: 3 })).seats : [];
	return { ...page, mentioned, looking, person: person.id };
};
