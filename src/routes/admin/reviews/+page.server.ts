import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as office from '#lib/reviews/questions/office.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	const { supabase } = event.locals;
	const [needs, sets] = await Promise.all([office.rules(supabase), office.sets(supabase)]);
	return { ...needs, sets };
};

export const actions: Actions = {
	preview: async (event) => {
		requireRole(event, 'admin');
		const reply = await office.preview(event.locals.supabase, await event.request.formData());
		return reply.ok ? reply : fail(reply.status, reply);
	},
	rules: async (event) => {
		requireRole(event, 'admin');
		const reply = await office.saveRules(event.locals.supabase, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, '/admin/reviews?done=rules');
	}
};
