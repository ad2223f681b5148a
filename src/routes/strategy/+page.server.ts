import { requirePerson } from '#lib/people/guard.server.ts';
import { strategy } from '#lib/strategy/strategy.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	return { goals: await strategy(event.locals) };
};
