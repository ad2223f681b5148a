import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as strategy from '#lib/strategy/versions.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireRole(event, 'admin');
	return strategy.versions(event.locals, event.url.searchParams.has('edit'));
};

export const actions: Actions = {
	save: async (event) => {
		requireRole(event, 'admin');
		const reply = await strategy.save(event.locals, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, '/admin/strategy?done=version');
	},
	edit: async (event) => {
		requireRole(event, 'admin');
		return strategy.edit(await event.request.formData());
	}
};
