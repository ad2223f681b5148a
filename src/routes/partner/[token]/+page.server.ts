import { fail, redirect } from '@sveltejs/kit';
import * as partners from '#lib/partners/partners.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Guarded by the token of a mail: a partner contact has no account. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'x-robots-tag': 'noindex' });
	return { room: await partners.room(locals.supabase, params.token) };
};

export const actions: Actions = {
	answer: async ({ locals, params, request }) => {
		const reply = await partners.answer(locals.supabase, params.token, await request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/partner/${params.token}?done=${reply.said}`);
	}
};
