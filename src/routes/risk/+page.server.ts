import { requirePerson } from '#lib/people/guard.server.ts';
import { holds } from '#lib/people/me.ts';
import * as pilots from '#lib/pilots/pilots.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const me = requirePerson(event);
	return {
		table: await pilots.riskTable(event.locals.supabase),
		sees: { overrides: holds(me, 'cabinet', 'admin', 'clerk'), office: holds(me, 'admin') }
	};
};
