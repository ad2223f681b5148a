import { requirePerson } from '#lib/people/guard.server.ts';
import * as policies from '#lib/principles/policies.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	return { policies: await policies.list(event.locals.supabase) };
};
