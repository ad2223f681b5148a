import { fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { has } from '#lib/pilots/parts.ts';
import * as pilots from '#lib/pilots/pilots.server.ts';
import { planTyped, withRows } from '#lib/pilots/plan-form.ts';
import * as plans from '#lib/pilots/plans.server.ts';
import { foresee } from '#lib/reviews/foresight.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { supabase } = event.locals;
	const [pilot, { metrics }] = await Promise.all([
		pilots.read(supabase, event.params.id),
		pilots.choices(supabase)
	]);
	const open = ['draft', 'proposed', 'vetting'].includes(pilot.stage);
	return {
		pilot,
		metrics,
		open,
		foresight: foresee(pilot),
		editable: open && has(pilot, 'lead', 'evaluator')
	};
};

export const actions: Actions = {
	save: async (event) => {
		requirePerson(event);
		const { id } = event.params;
		const saved = await plans.save(event.locals.supabase, id, await event.request.formData());
		if (!saved.ok) return fail(saved.status, saved);
		redirect(303, `/pilots/${id}/plan?done=plan`);
	},
	rows: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		return { values: withRows(planTyped(form), form), message: '', errors: {} };
	}
};
