import { error, fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as training from '#lib/training/office.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	const { modules } = await training.office(event.locals.supabase);
	const module = modules.find(({ id }) => id === event.params.id) ?? null;
	if (!module && event.params.id !== 'new') {
		error(404, { message: 'There is no such module.', key: 'no_such_module', facts: {} });
	}
	return { module };
};

export const actions: Actions = {
	save: async (event) => {
		requireRole(event, 'admin');
		const id = event.params.id === 'new' ? null : event.params.id;
		const reply = await training.saveModule(event.locals.supabase, id, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/admin/training?done=${reply.said}`);
	}
};
