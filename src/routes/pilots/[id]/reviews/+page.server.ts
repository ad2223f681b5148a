import { requirePerson } from '#lib/people/guard.server.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import * as questions from '#lib/reviews/questions/questions.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { supabase } = event.locals;
	const { id } = event.params;
	const [pilot, reviews] = await Promise.all([read(supabase, id), questions.list(supabase, id)]);
	return { pilot, reviews };
};
