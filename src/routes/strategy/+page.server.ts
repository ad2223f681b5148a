import { requirePerson } from '#lib/people/guard.server.ts';
import { strategy } from '#lib/strategy/strategy.server.ts';
import { soFar } from '#lib/sunset/runbooks.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const [goals, closed] = await Promise.all([strategy(event.locals), soFar(event.locals.supabase)]);
	return { goals, closed };
};
