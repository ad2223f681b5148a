import { fail } from '@sveltejs/kit';
import { stop, stops } from '#lib/mail/stop.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Guarded by the token of a mail: who opens it may be signed in as nobody, or as somebody else. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'x-robots-tag': 'noindex' });
	return { link: await stops(locals.supabase, params.token) };
};

/** Also what a mail program posts when somebody presses its own button (RFC 8058). */
export const actions: Actions = {
	default: async ({ locals, params }) => {
		const done = await stop(locals.supabase, params.token);
		return done.ok ? { stopped: true } : fail(done.status, { message: done.message });
	}
};
