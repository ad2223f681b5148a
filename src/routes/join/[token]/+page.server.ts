import { fail, redirect } from '@sveltejs/kit';
import { accept, join, read, strangersAddress } from '#lib/people/join.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Open to whoever holds the link: it names its district, and the person while it lets them in. */
export const load: PageServerLoad = async (event) => {
	const [invitation, stranger] = await Promise.all([
		read(event, event.params.token),
		strangersAddress(event)
	]);
	return { invitation, stranger, signedInAs: event.locals.me?.person.name ?? stranger };
};

export const actions: Actions = {
	join: async (event) => {
		const done = await join(event, event.params.token, await event.request.formData());
		if (!done.ok) return fail(done.status, done);
		redirect(303, done.said === 'confirm' ? '/sign-in?said=confirm' : '/');
	},
	accept: async (event) => {
		const done = await accept(event, event.params.token);
		if (!done.ok) return fail(done.status, done);
		redirect(303, '/');
	}
};
