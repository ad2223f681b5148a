import type { GoalField, PlanField } from './plan.ts';

/*
 * A plan's form as it is typed. No schema here, so that the page brings no parser along.
 */

const MOST_ROWS = 30;
export const planFields = [
	'design',
	'assignment_unit',
	'analysis_unit',
	'groups_per_arm',
	'people_per_arm',
	'icc',
	'pretest_r2',
	'outcome_period',
	'strata',
	'early_stopping',
	'effect_spread'
] as const satisfies readonly PlanField[];
export const goalFields = [
	'metric_id',
	'objective_id',
	'role',
	'target',
	'minimum_effect',
	'planned_sd',
	'guardrail_limit',
	'margin'
] as const;

export type GoalRow = Record<GoalField, string>;
export type PlanTexts = Record<PlanField, string>;
export type PlanValues = PlanTexts & { goals: GoalRow[] };

export function emptyRow(objective = ''): GoalRow {
	const row = Object.fromEntries(goalFields.map((field) => [field, ''])) as GoalRow;
	return { ...row, objective_id: objective, role: 'secondary' };
}

/** What was typed, row by row. */
export function planTyped(form: FormData): PlanValues {
	const text = (name: string) => String(form.get(name) ?? '').replaceAll('\r\n', '\n');
	const values = Object.fromEntries(planFields.map((field) => [field, text(field)])) as PlanTexts;
	const rows = Math.min(Math.max(0, Math.trunc(Number(form.get('rows')) || 0)), MOST_ROWS);
	const goals = Array.from(
		{ length: rows },
		(_, i) => Object.fromEntries(goalFields.map((field) => [field, text(`goal-${i}-${field}`)])) as GoalRow
	);
	return { ...values, goals };
}

/** Adds a row, or takes one away, as the button that was pressed says; nothing is saved by it. */
export function withRows(values: PlanValues, form: FormData): PlanValues {
	const gone = form.get('remove');
	if (gone !== null) return { ...values, goals: values.goals.filter((_, i) => String(i) !== gone) };
	if (values.goals.length >= MOST_ROWS) return values;
	return { ...values, goals: [...values.goals, emptyRow(values.goals[0]?.objective_id)] };
}
