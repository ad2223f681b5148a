import { fail, redirect } from '@sveltejs/kit';
import { confirmEmail } from '#lib/people/account.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Shows a button and checks nothing: programs that look into mails open each link, and would use it up. */
export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token_hash') ?? '' });

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const done = await confirmEmail(await request.formData());
		if (!done.ok) return fail(done.status, done);
		redirect(303, `${locals.me ? '/account' : '/sign-in'}?said=${done.said}`);
	}
};
