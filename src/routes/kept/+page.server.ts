import { redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import * as keptForms from '#lib/people/kept-forms.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	return { kept: await keptForms.waiting(event) };
};

export const actions: Actions = {
	discard: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		await keptForms.discard(event, String(form.get('token') ?? ''));
		redirect(303, keptForms.KEPT_PAGE);
	}
};
