import { error, fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as facts from '#lib/principles/facts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	const { supabase } = event.locals;
	const { key } = event.params;
	const [[fact], history] = await Promise.all([facts.list(supabase, [key]), facts.history(supabase, key)]);
	if (!fact) error(404, { message: 'There is no such fact.', key: 'no_such_fact', facts: {} });
	return { fact, history };
};

export const actions: Actions = {
	edit: async (event) => {
		requireRole(event, 'admin');
		const reply = await facts.edit(event.locals.supabase, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, '/admin/facts?done=saved');
	}
};
