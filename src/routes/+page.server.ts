import { requirePerson } from '#lib/people/guard.server.ts';
import { home } from '#lib/strategy/home.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requirePerson(event);
	return home(event.locals);
};
