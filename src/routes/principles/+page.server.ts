import { requirePerson } from '#lib/people/guard.server.ts';
import * as facts from '#lib/principles/facts.server.ts';
import * as principles from '#lib/principles/principles.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { supabase } = event.locals;
	const [all, sourced] = await Promise.all([
		principles.list(supabase),
		facts.list(supabase, ['ferpa', 'idea', 'section_504'])
	]);
	return { principles: all, facts: sourced };
};
