import { fail, redirect } from '@sveltejs/kit';
import * as monitoring from '#lib/monitoring/monitoring.server.ts';
import { requireRole } from '#lib/people/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireRole(event, 'admin');
	return monitoring.questions(event.locals.supabase);
};

export const actions: Actions = {
	save: async (event) => {
		requireRole(event, 'admin');
		const reply = await monitoring.saveQuestions(event.locals.supabase, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/admin/monitoring?done=${reply.said}`);
	}
};
