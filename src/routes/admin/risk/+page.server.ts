import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import { riskTable } from '#lib/pilots/pilots.server.ts';
import * as office from '#lib/safeguards/office.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	return { table: await riskTable(event.locals.supabase) };
};

export const actions: Actions = {
	preview: async (event) => {
		requireRole(event, 'admin');
		const seen = await office.riskOf(event.locals.supabase, await event.request.formData(), true);
		return !seen.saved && seen.status >= 400 ? fail(seen.status, seen) : seen;
	},
	save: async (event) => {
		requireRole(event, 'admin');
		const done = await office.riskOf(event.locals.supabase, await event.request.formData(), false);
		if (done.saved) redirect(303, '/admin/risk?done=saved');
		return fail(done.status, done);
	}
};
