import { fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import * as pilots from '#lib/pilots/pilots.server.ts';
import { stepChosen } from '#lib/pilots/proposal-form.ts';
import { stepOf } from '#lib/pilots/proposal.ts';
import { saying } from '#lib/pilots/said.ts';
import * as gates from '#lib/reviews/gates.server.ts';
import { signCriterion } from '#lib/reviews/signing.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { supabase } = event.locals;
	const step = stepOf(event.url.searchParams.get('step')).key;
	const [pilot, choices, templates, table] = await Promise.all([
		pilots.read(supabase, event.params.id),
		pilots.choices(supabase),
		pilots.templates(supabase),
		step === 'care' ? pilots.riskTable(supabase) : null
	]);
	return { pilot, choices, templates, table, step };
};

export const actions: Actions = {
	save: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		const { id } = event.params;
		const saved = await pilots.saveDraft(event.locals.supabase, id, form);
		if (!saved.ok) return fail(saved.status, { saved });
		const next = stepChosen(form);
		redirect(303, next === 'close' ? saying(id, 'draft') : `/pilots/${id}/edit?step=${next}`);
	},
	criterion: async (event) => {
		requirePerson(event);
		const { id } = event.params;
		const done = await signCriterion(event.locals.supabase, id, await event.request.formData());
		if (!done.ok) return fail(done.status, { reply: done });
		redirect(303, `/pilots/${id}/edit?step=check`);
	},
	submit: async (event) => {
		const { person } = requirePerson(event);
		const { id } = event.params;
		const done = await gates.advance(event.locals.supabase, person.name, id, await event.request.formData());
		if (!done.ok) return fail(done.status, { reply: done });
		redirect(303, saying(id, done.said));
	}
};
