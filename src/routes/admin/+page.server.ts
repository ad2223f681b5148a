import { redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireRole(event, 'admin');
	redirect(303, '/admin/people');
};
