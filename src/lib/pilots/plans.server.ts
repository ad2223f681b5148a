import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { readPlan, refusedPlan, type PlanErrors } from './plan-form.ts';
import type { PlanValues } from './plan-values.ts';

export type PlanSaved =
	{ ok: true } | { ok: false; status: number; message: string; errors: PlanErrors; values: PlanValues };

/** Saves a measurement plan with its outcome goals, all or nothing. */
export async function save(
	database: App.Locals['supabase'],
	pilot: string,
	form: FormData
): Promise<PlanSaved> {
	const read = readPlan(form);
	if (!read.ok) return { ok: false, status: 400, message: '', errors: read.errors, values: read.values };
	const saving = database.rpc('save_plan', { pilot, plan: read.plan as Json, goals: read.goals as Json });
	const done = await attempt(ask(saving));
	if (done.ok) return { ok: true };
	return { ok: false, status: done.status, ...refusedPlan(done, read.values), values: read.values };
}
