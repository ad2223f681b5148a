import { fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { stepChosen } from '#lib/pilots/proposal-form.ts';
import * as pilots from '#lib/pilots/pilots.server.ts';
import { saying } from '#lib/pilots/said.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requirePerson(event);
	// The draft's id is the form's, so that a form that is sent twice makes one draft.
	return { id: crypto.randomUUID() };
};

export const actions: Actions = {
	default: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		const id = String(form.get('id'));
		const saved = await pilots.saveDraft(event.locals.supabase, id, form);
		if (!saved.ok) return fail(saved.status, { ...saved, id });
		const next = stepChosen(form);
		redirect(303, next === 'close' ? saying(id, 'draft') : `/pilots/${id}/edit?step=${next}`);
	}
};
