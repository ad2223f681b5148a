import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as tools from '#lib/tools/list/tools.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	const after = Math.min(Math.max(Math.trunc(Number(event.url.searchParams.get('after'))) || 0, 0), 100_000);
	return { twins: await tools.twins(event.locals.supabase, after) };
};

export const actions: Actions = {
	join: async (event) => {
		requireRole(event, 'admin');
		const reply = await tools.join(event.locals.supabase, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/tools/duplicates?done=${reply.said}`);
	},
	apart: async (event) => {
		requireRole(event, 'admin');
		const reply = await tools.keepApart(event.locals.supabase, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/tools/duplicates?done=${reply.said}`);
	}
};
