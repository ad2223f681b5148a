import { fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import * as training from '#lib/training/training.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	return { training: await training.page(event.locals.supabase) };
};

export const actions: Actions = {
	record: async (event) => {
		requirePerson(event);
		const reply = await training.record(event.locals.supabase, null, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/training?done=${reply.said}`);
	},
	correct: async (event) => {
		requirePerson(event);
		const reply = await training.correct(event.locals.supabase, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/training?done=${reply.said}`);
	}
};
