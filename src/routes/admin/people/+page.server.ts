import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as inviting from '#lib/people/inviting.server.ts';
import * as people from '#lib/people/people.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	const found = await people.list(event.locals, event.url.searchParams);
	return { ...found, now: new Date().toISOString() };
};

export const actions: Actions = {
	invite: async (event) => {
		requireRole(event, 'admin');
		const reply = await inviting.inviteOne(event.locals, await event.request.formData());
		if (!reply.ok) return fail(reply.status, { invite: reply });
		redirect(303, `/admin/people?done=${reply.said}`);
	},
	again: async (event) => {
		requireRole(event, 'admin');
		const form = await event.request.formData();
		const reply = await people.inviteAgain(event.locals, String(form.get('person') ?? ''));
		if (!reply.ok) return fail(reply.status, { again: reply.message });
		redirect(303, `/admin/people?done=${reply.said}`);
	}
};
