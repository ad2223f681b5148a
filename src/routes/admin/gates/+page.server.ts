import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as gateRules from '#lib/reviews/gate-rules.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	return { settings: await gateRules.settings(event.locals.supabase) };
};

const formOf = (event: RequestEvent) => event.request.formData();

export const actions: Actions = {
	edit: async (event) => {
		requireRole(event, 'admin');
		return gateRules.edit(event.locals.supabase, await formOf(event));
	},
	preview: async (event) => {
		requireRole(event, 'admin');
		const seen = await gateRules.preview(event.locals.supabase, await formOf(event));
		return seen.preview ? seen : fail(seen.meanwhile ? 409 : 422, seen);
	},
	save: async (event) => {
		requireRole(event, 'admin');
		const done = await gateRules.save(event.locals.supabase, await formOf(event));
		if (done === 'saved') redirect(303, '/admin/gates?done=saved');
		return fail(done.meanwhile ? 409 : 422, done);
	}
};
