import { fail, redirect } from '@sveltejs/kit';
import { inbox, see } from '#lib/inbox/inbox.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import { safeBack } from '#lib/people/safe-back.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	return { ...(await inbox(event.locals.supabase, event.url)), path: event.url.pathname + event.url.search };
};

export const actions: Actions = {
	seen: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		const done = await see(event.locals.supabase, form);
		if (!done.ok) return fail(done.status, done);
		redirect(303, safeBack(form.get('back') ?? '/inbox'));
	}
};
