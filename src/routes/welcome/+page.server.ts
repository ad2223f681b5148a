import { fail, redirect } from '@sveltejs/kit';
import { awaited, claim } from '#lib/people/first-admin.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The first admin of an empty district, once. */
export const load: PageServerLoad = async ({ locals }) => {
	if (!(await awaited(locals.supabase))) redirect(303, '/sign-in');
};

export const actions: Actions = {
	default: async (event) => {
		const done = await claim(event.locals.supabase, await event.request.formData());
		if (!done.ok)
			return fail(done.status, { values: done.values, errors: done.errors, message: done.message });
		redirect(303, '/');
	}
};
