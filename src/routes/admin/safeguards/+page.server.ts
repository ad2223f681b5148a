import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as office from '#lib/safeguards/office.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	return { families: await office.familyRules(event.locals.supabase) };
};

export const actions: Actions = {
	save: async (event) => {
		requireRole(event, 'admin');
		const done = await office.saveFamilyRules(event.locals.supabase, await event.request.formData());
		if (done.saved) redirect(303, '/admin/safeguards?done=saved');
		return fail(done.status, done);
	}
};
