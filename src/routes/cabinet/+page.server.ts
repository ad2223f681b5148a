import { fail, redirect } from '@sveltejs/kit';
import { cabinet, callMeeting } from '#lib/decisions/cabinet.server.ts';
import { requirePerson, requireRole } from '#lib/people/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const me = requirePerson(event);
	return cabinet(event.locals, me);
};

export const actions: Actions = {
	call: async (event) => {
		requireRole(event, 'clerk', 'admin');
		const reply = await callMeeting(event.locals, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/cabinet/${reply.place}?done=${reply.said}`);
	}
};
