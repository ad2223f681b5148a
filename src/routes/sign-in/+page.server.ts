import { env } from '$env/dynamic/private';
import { fail, redirect } from '@sveltejs/kit';
import { demonstrationPeople } from '#lib/people/demonstration.ts';
import { saidInWords } from '#lib/people/account-words.ts';
import { awaited } from '#lib/people/first-admin.server.ts';
import { googleInWords } from '#lib/people/google-words.ts';
import { isOn } from '#lib/people/google.server.ts';
import { safeBack } from '#lib/people/safe-back.ts';
import { signIn } from '#lib/people/sign-in.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const back = safeBack(url.searchParams.get('back'));
	if (locals.me) redirect(303, back);
	const words = {
		said: saidInWords(url.searchParams.get('said')),
		problem: googleInWords(url.searchParams.get('google'))
	};
	if (env.PILOTAGE_DEMONSTRATION === '1') {
		return { back, ...words, google: await isOn(), demonstration: demonstrationPeople };
	}
	if (await awaited(locals.supabase)) redirect(303, '/welcome');
	return { back, ...words, google: await isOn(), demonstration: [] };
};

export const actions: Actions = {
	default: async (event) => {
		const done = await signIn(event, await event.request.formData());
		if (!done.ok) return fail(done.status, { email: done.email, message: done.message });
		redirect(303, done.back);
	}
};
