import { read } from '#lib/decisions/one-decision.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	return { decision: await read(event.locals.supabase, event.params.id, event.params.decision) };
};
