import { fail, redirect } from '@sveltejs/kit';
import * as partners from '#lib/partners/partners.server.ts';
import { requirePerson, requireRole } from '#lib/people/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const filters = partners.filtersOf(event.url.searchParams);
	return { filters, ...(await partners.list(event.locals.supabase, filters)) };
};

export const actions: Actions = {
	add: async (event) => {
		requireRole(event, 'admin');
		const reply = await partners.save(event.locals.supabase, null, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `${reply.place}?done=${reply.said}`);
	}
};
