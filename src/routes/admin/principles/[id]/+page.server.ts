import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as principles from '#lib/principles/principles.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	const { supabase } = event.locals;
	if (event.params.id !== 'new')
		return { principle: await principles.one(supabase, event.params.id), next: 0 };
	const all = await principles.list(supabase);
	return { principle: null, next: Math.max(0, ...all.map(({ position }) => position)) + 1 };
};

export const actions: Actions = {
	publish: async (event) => {
		requireRole(event, 'admin');
		const id = event.params.id === 'new' ? null : event.params.id;
		const reply = await principles.publish(event.locals.supabase, id, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/admin/principles?done=${reply.said}`);
	},
	retire: async (event) => {
		requireRole(event, 'admin');
		const { id } = event.params;
		const reply = await principles.retire(event.locals.supabase, id, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/admin/principles?done=${reply.said}`);
	}
};
