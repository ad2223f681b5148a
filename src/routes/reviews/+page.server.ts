import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import { loadFiltersOf, loadQueryOf } from '#lib/reviews/load/load-filters.ts';
import * as reviews from '#lib/reviews/load/load.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'reviewer', 'admin');
	const filters = loadFiltersOf(event.url.searchParams);
	return { filters, waits: await reviews.read(event.locals.supabase, filters) };
};

export const actions: Actions = {
	assign: async (event) => {
		requireRole(event, 'reviewer', 'admin');
		const reply = await reviews.assign(event.locals.supabase, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		const query = loadQueryOf(loadFiltersOf(event.url.searchParams));
		redirect(303, `/reviews${query}${query ? '&' : '?'}done=${encodeURIComponent(reply.said)}`);
	}
};
