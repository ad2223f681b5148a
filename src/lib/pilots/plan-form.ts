import type { Pilot } from './pilot.ts';
import { goalFormSchema, goalsTogether, planFormSchema, type GoalForm } from './plan.ts';
import {
	emptyRow,
	goalFields,
	planFields,
	planTyped,
	type GoalRow,
	type PlanTexts,
	type PlanValues
} from './plan-values.ts';
import { goalsOffered, type TemplateVersion } from './templates.ts';
import type { z } from 'zod';

/** By the id of the field: 'icc', 'goal-0-target'. */
export type PlanErrors = Record<string, string>;
export type PlanReading =
	| { ok: true; plan: z.infer<typeof planFormSchema>; goals: GoalForm[]; values: PlanValues }
	| { ok: false; errors: PlanErrors; values: PlanValues };

/** A saved plan as its form shows it; without one, the beginning of one. */
export function planValuesOf({
	plan,
	goals,
	objectives,
	template = null
}: Pick<Pilot, 'plan' | 'goals' | 'objectives'> & Partial<Pick<Pilot, 'template'>>): PlanValues {
	const said = (value: unknown) => (value === null || value === undefined ? '' : String(value));
	const values = Object.fromEntries(planFields.map((field) => [field, said(plan?.[field])])) as PlanTexts;
	const rows = goals.map(
		(goal) => Object.fromEntries(goalFields.map((field) => [field, said(goal[field])])) as GoalRow
	);
	const only = objectives.length === 1 ? objectives[0]!.id : '';
	const offered = plan ? [] : rowsOffered(template, objectives);
	return {
		...values,
		// A form without the question is one that was written before it was asked.
		early_stopping: String(plan?.early_stopping ?? false),
		design: plan?.design ?? template?.design ?? '',
		strata: plan?.strata.join(', ') ?? '',
		goals: rows.length > 0 ? rows : offered.length > 0 ? offered : [{ ...emptyRow(only), role: 'primary' }]
	};
}

/** The outcomes and guardrails that a template brings, for the first objective that the pilot serves. */
export function rowsOffered(
	template: Pick<TemplateVersion, 'metrics'> | null,
	objectives: Pilot['objectives']
): GoalRow[] {
	return goalsOffered(template, objectives[0]?.id ?? '').map((goal) => ({ ...emptyRow(), ...goal }));
}

/** A row without a metric and figures was never meant: people leave empty rows. */
function isEmpty(row: GoalRow): boolean {
	return goalFields.every(
		(field) => field === 'objective_id' || field === 'role' || row[field].trim() === ''
	);
}

export function readPlan(form: FormData): PlanReading {
	const values = planTyped(form);
	const errors: PlanErrors = {};
	const plan = planFormSchema.safeParse(values);
	for (const { path, message } of plan.error?.issues ?? []) errors[String(path[0])] ??= message;
	const meant = values.goals.map((row, index) => ({ row, index })).filter(({ row }) => !isEmpty(row));
	const goals: GoalForm[] = [];
	for (const { row, index } of meant) {
		const goal = goalFormSchema.safeParse(row);
		if (goal.success) goals.push(goal.data);
		for (const { path, message } of goal.error?.issues ?? []) {
			errors[`goal-${index}-${String(path[0])}`] ??= message;
		}
	}
	const together = goalsTogether(meant.map(({ row, index }) => ({ ...row, index })));
	for (const [field, message] of Object.entries(together)) errors[field] ??= message;
	if (Object.keys(errors).length > 0 || !plan.success) return { ok: false, errors, values };
	return { ok: true, plan: plan.data, goals, values };
}

/** What the database says is wrong with a plan: at the field of the outcome that it names, otherwise for the whole form. */
export function refusedPlan(
	{ message, facts }: { message: string; facts: Record<string, unknown> },
	{ goals }: PlanValues
): { message: string; errors: PlanErrors } {
	const index = goals.findIndex(({ metric_id }) => metric_id === facts.metric_id);
	const field = goalFields.find((one) => one === facts.field);
	if (index < 0 || !field) return { message, errors: {} };
	return { message: '', errors: { [`goal-${index}-${field}`]: message } };
}
