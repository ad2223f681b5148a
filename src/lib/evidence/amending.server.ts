import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { readPlan, refusedPlan, type PlanErrors } from '#lib/pilots/plan-form.ts';
import type { PlanValues } from '#lib/pilots/plan-values.ts';
import { recompute } from './evidence.server.ts';

export type Amended =
	| { ok: true }
	| {
			ok: false;
			status: number;
			message: string;
			errors: PlanErrors;
			values: PlanValues;
			/** As it was typed. */
			reason: string;
	  };

/**
 * Amends a locked plan with its outcome goals, all or nothing, and judges the results anew by it. What is refused comes back with
 * everything that was typed.
 */
export async function amend(
	database: App.Locals['supabase'],
	pilot: string,
	form: FormData
): Promise<Amended> {
	const read = readPlan(form);
	const reason = reasonTyped(form);
	const errors: PlanErrors = read.ok ? {} : { ...read.errors };
	if (reason.trim() === '') errors.reason = 'Say why the plan is amended: the reason stays with it.';
	else if (reason.trim().length > 2000) errors.reason = 'The reason can have 2,000 characters. Shorten it.';
	if (!read.ok || Object.keys(errors).length > 0)
		return { ok: false, status: 400, message: '', errors, values: read.values, reason };
	const { plan, goals } = read;
	const amending = database.rpc('amend_plan', { pilot, plan: plan as Json, goals: goals as Json, reason });
	const done = await attempt(ask(amending));
	if (!done.ok) {
		return { ok: false, status: done.status, ...refusedPlan(done, read.values), values: read.values, reason };
	}
	await recompute(pilot);
	return { ok: true };
}

export function reasonTyped(form: FormData): string {
	return String(form.get('reason') ?? '').replaceAll('\r\n', '\n');
}
