import { fail, redirect } from '@sveltejs/kit';
import { set } from '#lib/people/reset.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Shows a form and checks nothing: programs that look into mails open each link, and would use it up. */
export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token_hash') ?? '' });

export const actions: Actions = {
	default: async (event) => {
		const done = await set(event, await event.request.formData());
		if (!done.ok) return fail(done.status, done);
		redirect(303, '/account?said=password');
	}
};
