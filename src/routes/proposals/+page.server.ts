import { requirePerson } from '#lib/people/guard.server.ts';
import { mine } from '#lib/pilots/my-proposals.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	return { mine: await mine(event.locals.supabase) };
};
