import { fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import * as drafts from '#lib/pilots/drafts.server.ts';
import * as pilots from '#lib/pilots/pilots.server.ts';
import { stepChosen } from '#lib/pilots/proposal-form.ts';
import { saying } from '#lib/pilots/said.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { person } = requirePerson(event);
	// Saved meanwhile: it goes on there.
	const draft = event.url.searchParams.get('draft');
	if (draft) redirect(303, `/pilots/${encodeURIComponent(draft)}/edit?step=problem`);
	const templates = await pilots.templates(event.locals.supabase);
	const offered = templates.filter(({ retired_at }) => retired_at === null);
	const asked = event.url.searchParams.get('template');
	// The draft's id is the form's, so that a form that is sent twice makes one draft.
	return {
		id: crypto.randomUUID(),
		person: person.id,
		templates: offered,
		template: offered.find(({ id }) => id === asked) ?? null
	};
};

export const actions: Actions = {
	default: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		const id = String(form.get('id'));
		const saved = await drafts.save(event.locals.supabase, id, form);
		if (!saved.ok) return fail(saved.status, { ...saved, id });
		const next = saved.stay ? 'problem' : stepChosen(form);
		redirect(303, next === 'close' ? saying(id, 'draft') : `/pilots/${id}/edit?step=${next}`);
	}
};
