import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { amend, reasonTyped } from '#lib/evidence/amending.server.ts';
import { planTells } from '#lib/evidence/plan-tells.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import * as amendments from '#lib/pilots/amendments.server.ts';
import { metricsFor } from '#lib/pilots/metric-options.ts';
import { has } from '#lib/pilots/parts.ts';
import * as pilots from '#lib/pilots/pilots.server.ts';
import { planValuesOf } from '#lib/pilots/plan-form.ts';
import { planTyped, withRows, type PlanValues } from '#lib/pilots/plan-values.ts';
import * as plans from '#lib/pilots/plans.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { supabase } = event.locals;
	const [pilot, choices, amended] = await Promise.all([
		pilots.read(supabase, event.params.id),
		pilots.choices(supabase),
		amendments.list(supabase, event.params.id)
	]);
	const metrics = metricsFor(choices, pilot);
	const open = ['draft', 'proposed', 'vetting'].includes(pilot.stage);
	const amendable = pilot.stage === 'experiment' && pilot.plan !== null && has(pilot, 'evaluator');
	const values = planValuesOf(pilot);
	return {
		pilot,
		metrics,
		open,
		amendments: amended,
		values,
		tells: planTells(values, { metrics, sites: pilot.sites.length }),
		editable: open && has(pilot, 'lead', 'evaluator'),
		amendable,
		amending: amendable && event.url.searchParams.has('amend')
	};
};

/** What goes with a form that comes back: what it can tell as it was typed, and whether it is an amendment. */
async function again(event: RequestEvent<{ id: string }>, values: PlanValues) {
	const { supabase } = event.locals;
	const [pilot, choices] = await Promise.all([
		pilots.read(supabase, event.params.id),
		pilots.choices(supabase)
	]);
	return {
		tells: planTells(values, { metrics: metricsFor(choices, pilot), sites: pilot.sites.length }),
		amending: event.url.searchParams.has('amend')
	};
}

export const actions: Actions = {
	save: async (event) => {
		requirePerson(event);
		const { id } = event.params;
		const saved = await plans.save(event.locals.supabase, id, await event.request.formData());
		if (!saved.ok) return fail(saved.status, { ...saved, ...(await again(event, saved.values)), reason: '' });
		redirect(303, `/pilots/${id}/plan?done=plan`);
	},
	amend: async (event) => {
		requirePerson(event);
		const { id } = event.params;
		const amended = await amend(event.locals.supabase, id, await event.request.formData());
		if (!amended.ok) return fail(amended.status, { ...amended, ...(await again(event, amended.values)) });
		redirect(303, `/pilots/${id}/plan?done=amended#amendments`);
	},
	rows: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		const values = withRows(planTyped(form), form);
		return { values, message: '', errors: {}, reason: reasonTyped(form), ...(await again(event, values)) };
	}
};
