import { fail, redirect } from '@sveltejs/kit';
import * as metrics from '#lib/metrics/metrics.server.ts';
import { requirePerson, requireRole } from '#lib/people/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	return { versions: await metrics.versions(event.locals.supabase, event.params.id) };
};

export const actions: Actions = {
	retire: async (event) => {
		requireRole(event, 'admin');
		const { id } = event.params;
		const reply = await metrics.retire(event.locals.supabase, id, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/metrics/${id}?done=${reply.said}`);
	},
	revive: async (event) => {
		requireRole(event, 'admin');
		const { id } = event.params;
		const reply = await metrics.revive(event.locals.supabase, id, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/metrics/${id}?done=${reply.said}`);
	}
};
