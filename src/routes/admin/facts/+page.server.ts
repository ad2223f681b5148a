import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as facts from '#lib/principles/facts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	return {
		facts: await facts.list(event.locals.supabase),
		today: new Date().toISOString().slice(0, 10)
	};
};

export const actions: Actions = {
	confirm: async (event) => {
		requireRole(event, 'admin');
		const reply = await facts.confirm(event.locals.supabase, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, '/admin/facts?done=confirmed');
	}
};
