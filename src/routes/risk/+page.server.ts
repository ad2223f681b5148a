import { requirePerson } from '#lib/people/guard.server.ts';
import { holds } from '#lib/people/me.ts';
import * as pilots from '#lib/pilots/pilots.server.ts';
import * as facts from '#lib/principles/facts.server.ts';
import * as reviews from '#lib/reviews/load/load.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const me = requirePerson(event);
	const { supabase } = event.locals;
	const [table, touches, sourced] = await Promise.all([
		pilots.riskTable(supabase),
		reviews.touches(supabase),
		facts.list(supabase, ['automated_decisions', 'coppa', 'ferpa'])
	]);
	return {
		table,
		touches,
		facts: sourced,
		sees: { overrides: holds(me, 'cabinet', 'admin', 'clerk'), office: holds(me, 'admin') }
	};
};
