import { requireRole } from '#lib/people/guard.server.ts';
import * as policies from '#lib/principles/policies.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	return { policies: await policies.list(event.locals.supabase) };
};
