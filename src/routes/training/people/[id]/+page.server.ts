import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as training from '#lib/training/training.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	return { training: await training.page(event.locals.supabase, event.params.id) };
};

export const actions: Actions = {
	record: async (event) => {
		requireRole(event, 'admin');
		const { supabase } = event.locals;
		const reply = await training.record(supabase, event.params.id, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/training/people/${event.params.id}?done=${reply.said}`);
	},
	correct: async (event) => {
		requireRole(event, 'admin');
		const reply = await training.correct(event.locals.supabase, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/training/people/${event.params.id}?done=${reply.said}`);
	}
};
