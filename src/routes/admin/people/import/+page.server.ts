import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as inviting from '#lib/people/inviting.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireRole(event, 'admin');
};

export const actions: Actions = {
	check: async (event) => {
		requireRole(event, 'admin');
		const reply = await inviting.preview(event.locals, await event.request.formData());
		return reply.preview ? reply : fail(422, reply);
	},
	send: async (event) => {
		requireRole(event, 'admin');
		const reply = await inviting.send(event.locals, await event.request.formData());
		if (!reply.ok) return fail(409, reply);
		redirect(303, `/admin/people?done=imported&n=${reply.invited}`);
	}
};
