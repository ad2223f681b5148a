import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as pilots from '#lib/pilots/pilots.server.ts';
import * as templates from '#lib/templates/templates.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	return { templates: await pilots.templates(event.locals.supabase) };
};

export const actions: Actions = {
	set: async (event) => {
		requireRole(event, 'admin');
		const reply = await templates.set(event.locals.supabase, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/admin/templates?done=${reply.said}`);
	}
};
