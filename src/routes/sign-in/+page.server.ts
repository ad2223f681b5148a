import { env } from '$env/dynamic/private';
import { fail, redirect } from '@sveltejs/kit';
import { demonstrationPeople } from '#lib/people/demonstration.ts';
import { safeBack, signIn } from '#lib/people/sign-in.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const back = safeBack(url.searchParams.get('back'));
	if (locals.me) redirect(303, back);
	return { back, demonstration: env.PILOTAGE_DEMONSTRATION === '1' ? demonstrationPeople : [] };
};

export const actions: Actions = {
	default: async (event) => {
		const done = await signIn(event, await event.request.formData());
		if (!done.ok) return fail(done.status, { email: done.email, message: done.message });
		redirect(303, done.back);
	}
};
