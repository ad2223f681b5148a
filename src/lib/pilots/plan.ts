import { z } from 'zod';
import type { goalFields } from './plan-values.ts';
import { designs, earlyStops, goalRoles, units } from './plan-words.ts';

const LABEL = /^[\p{L}\p{N}][\p{L}\p{N} ./–-]{0,39}$/u;

/** What is typed as a number: 1,200 or 4.5. A decimal comma or a percent sign would mean another figure, so that it is none. */
function figure(typed: string): number {
	const text = typed.replaceAll(/\s/g, '');
	return Number(/^[^,]*$|^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : NaN);
}

/** A number as people type it; empty is not set. */
function number(check: (value: number) => boolean, sentence: string) {
	return z
		.string()
		.trim()
		.transform((typed) => (typed === '' ? null : figure(typed)))
		.refine(
			(value) => value === null || (Number.isFinite(value) && Math.abs(value) < 1e12 && check(value)),
			sentence
		);
}

const count = (what: string) =>
	number(
		(value) => Number.isInteger(value) && value > 0 && value < 1e9,
		`Write ${what} as a whole number, such as 8.`
	);
const share = (what: string) =>
	number((value) => value >= 0 && value < 1, `Write ${what} as a number from 0 to under 1, such as 0.2.`);
const any = (what: string) => number(() => true, `Write ${what} as a number, such as 4.5.`);
const positive = (what: string) =>
	number((value) => value > 0, `Write ${what} as a number above 0, such as 4.5.`);

/** The measurement plan, without its outcome goals. */
export const planFormSchema = z.object({
	design: z.enum(designs, 'Choose a design.'),
	assignment_unit: z.enum(units, 'Choose what is put into a side.'),
	analysis_unit: z.enum(units, 'Choose what is analysed.'),
	groups_per_arm: count('the groups'),
	people_per_arm: count('the people'),
	icc: share('the ICC'),
	pretest_r2: share('the R²'),
	outcome_period: z
		.string()
		.trim()
		.regex(LABEL, 'Name the period that counts in up to 40 letters, digits and spaces, such as Spring 2027.'),
	strata: z
		.string()
		.transform((typed) =>
			typed
				.split(',')
				.map((part) => part.trim())
				.filter(Boolean)
		)
		.refine(
			(parts) => parts.every((part) => LABEL.test(part)),
			'Name each stratum in up to 40 letters, digits and spaces, with commas between: Grade 4, Grade 5.'
		),
	// Not answered is not allowed.
	early_stopping: z
		.enum(['', ...earlyStops], 'Choose whether it may be stopped early.')
		.transform((typed) => typed === 'true'),
	effect_spread: number(
		(value) => value > 0 && value <= 10,
		'Write how far effects lie from zero as a number above 0 and up to 10, such as 0.3.'
	)
});
export type PlanField = keyof z.infer<typeof planFormSchema>;

/**
 * One outcome goal. A guardrail has a limit, and no target or margin; all others the other way round. What the metric's kind and bounds
 * allow is the database's to say.
 */
export const goalFormSchema = z
	.object({
		metric_id: z.uuid('Choose a metric.'),
		objective_id: z.uuid('Choose the objective that it serves.'),
		role: z.enum(goalRoles, 'Choose a role.'),
		target: any('the target'),
		minimum_effect: positive('the smallest change that matters'),
		planned_sd: positive('the spread'),
		guardrail_limit: any('the limit'),
		margin: positive('the margin')
	})
	.refine(({ role, guardrail_limit }) => role !== 'guardrail' || guardrail_limit !== null, {
		path: ['guardrail_limit'],
		message: 'A guardrail needs its limit.'
	})
	.transform((goal) =>
		goal.role === 'guardrail'
			? { ...goal, target: null, minimum_effect: null, margin: null }
			: { ...goal, guardrail_limit: null }
	);
export type GoalForm = z.infer<typeof goalFormSchema>;
export type GoalField = (typeof goalFields)[number];

/** What only the goals together can be wrong in, by the id of the field that a person would mend. */
export function goalsTogether(
	goals: readonly { index: number; metric_id: string; role: string }[]
): Record<string, string> {
	const errors: Record<string, string> = {};
	const metrics = new Set<string>();
	const counts = { primary: 0, key: 0 };
	for (const { index, metric_id, role } of goals) {
		if (metric_id && metrics.has(metric_id)) {
			errors[`goal-${index}-metric_id`] = 'This metric is in the plan already.';
		}
		metrics.add(metric_id);
		if (role === 'primary' && ++counts.primary > 1) {
			errors[`goal-${index}-role`] = 'Only one outcome can be the primary one.';
		}
		if (role === 'key' && ++counts.key > 2) {
			errors[`goal-${index}-role`] = 'A plan has at most two key outcomes.';
		}
	}
	const first = goals[0];
	if (first && counts.primary === 0) {
		errors[`goal-${first.index}-role`] = 'Choose which outcome is the primary one.';
	}
	return errors;
}
