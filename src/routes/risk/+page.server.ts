import { requirePerson } from '#lib/people/guard.server.ts';
import * as pilots from '#lib/pilots/pilots.server.ts';
import * as reviews from '#lib/reviews/load/load.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { supabase } = event.locals;
	const [table, touches] = await Promise.all([pilots.riskTable(supabase), reviews.touches(supabase)]);
	return { table, touches };
};
