import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as importing from '#lib/training/importing.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireRole(event, 'admin');
};

export const actions: Actions = {
	check: async (event) => {
		requireRole(event, 'admin');
		const reply = await importing.preview(event.locals.supabase, await event.request.formData());
		return reply.preview ? reply : fail(422, reply);
	},
	take: async (event) => {
		requireRole(event, 'admin');
		const reply = await importing.take(event.locals.supabase, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/admin/training?done=imported&recorded=${reply.recorded}&waits=${reply.waits}`);
	}
};
