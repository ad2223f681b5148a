import { fail } from '@sveltejs/kit';
import { request } from '#lib/people/reset.server.ts';
import type { Actions } from './$types';

/** The answer is the same whoever has an account. */
export const actions: Actions = {
	default: async (event) => {
		const done = await request(event, await event.request.formData());
		return done.ok ? done : fail(done.status, done);
	}
};
