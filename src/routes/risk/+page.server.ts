import { requirePerson } from '#lib/people/guard.server.ts';
import * as pilots from '#lib/pilots/pilots.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	return { table: await pilots.riskTable(event.locals.supabase) };
};
