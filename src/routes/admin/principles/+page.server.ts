import { requireRole } from '#lib/people/guard.server.ts';
import * as principles from '#lib/principles/principles.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	return { principles: await principles.list(event.locals.supabase) };
};
