import { requirePerson } from '#lib/people/guard.server.ts';
import * as facts from '#lib/principles/facts.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	return { facts: await facts.list(event.locals.supabase) };
};
