import { fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import * as drafting from '#lib/pilots/drafting.server.ts';
import * as drafts from '#lib/pilots/drafts.server.ts';
import * as pilots from '#lib/pilots/pilots.server.ts';
import { stepChosen } from '#lib/pilots/proposal-form.ts';
import { stepOf } from '#lib/pilots/proposal.ts';
import { saying } from '#lib/pilots/said.ts';
import * as gates from '#lib/reviews/gates.server.ts';
import { signCriterion } from '#lib/reviews/signing.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const me = requirePerson(event);
	const { supabase } = event.locals;
	const asked = event.url.searchParams.get('step');
	const [pilot, choices, templates, table] = await Promise.all([
		pilots.read(supabase, event.params.id),
		pilots.choices(supabase),
		pilots.templates(supabase),
		asked === null || asked === 'care' ? pilots.riskTable(supabase) : null
	]);
	// Without a step it goes on where its reader left off, on whatever device that was.
	const step = stepOf(asked ?? pilot.draft_step).key;
	return { pilot, choices, templates, table, step, person: me.person.id };
};

export const actions: Actions = {
	save: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		const { id } = event.params;
		const saved = await drafts.save(event.locals.supabase, id, form);
		if (!saved.ok) return fail(saved.status, { saved });
		const next = saved.stay ? stepOf(form.get('step')).key : stepChosen(form);
		redirect(303, next === 'close' ? saying(id, 'draft') : `/pilots/${id}/edit?step=${next}`);
	},
	criterion: async (event) => {
		requirePerson(event);
		const { id } = event.params;
		const done = await signCriterion(event.locals.supabase, id, await event.request.formData());
		if (!done.ok) return fail(done.status, { reply: done });
		redirect(303, `/pilots/${id}/edit?step=check`);
	},
	differences: async (event) => {
		requirePerson(event);
		const { id } = event.params;
		const done = await drafting.sayDifferences(event.locals.supabase, id, await event.request.formData());
		if (!done.ok) return fail(done.status, { reply: done });
		redirect(303, `/pilots/${id}/edit?step=check`);
	},
	submit: async (event) => {
		const { person } = requirePerson(event);
		const { id } = event.params;
		// What was proposed since it was written counts as well.
		await drafting.seekAgain(event.locals.supabase, id, new FormData());
		const done = await gates.advance(event.locals.supabase, person.name, id, await event.request.formData());
		if (!done.ok) return fail(done.status, { reply: done });
		redirect(303, saying(id, done.said));
	}
};
