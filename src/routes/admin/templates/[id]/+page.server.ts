import { error, fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as pilots from '#lib/pilots/pilots.server.ts';
import * as templates from '#lib/templates/templates.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	const { supabase } = event.locals;
	const [all, { metrics }] = await Promise.all([pilots.templates(supabase), pilots.choices(supabase)]);
	const template = all.find(({ id }) => id === event.params.id) ?? null;
	if (!template && event.params.id !== 'new')
		error(404, { message: 'There is no template at this address.', key: 'no_such_template', facts: {} });
	return { template, metrics };
};

export const actions: Actions = {
	save: async (event) => {
		requireRole(event, 'admin');
		const id = event.params.id === 'new' ? null : event.params.id;
		const saved = await templates.save(event.locals.supabase, id, await event.request.formData());
		if (!saved.ok) return fail(saved.status, saved);
		redirect(303, `/admin/templates?done=${id ? 'saved' : 'added'}`);
	}
};
