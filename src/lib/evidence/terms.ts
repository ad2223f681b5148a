/* The closed sets that rules, forms and pages share. No schema here, so that a page brings no parser along. */
import type { Goal, Plan } from './input.ts';

export const arms = ['pilot', 'comparison'] as const;
export const phases = ['baseline', 'outcome'] as const;
export const outcomes = ['scale', 'extend', 'shelve', 'sunset'] as const;

export type Arm = (typeof arms)[number];
export type Phase = (typeof phases)[number];
export type Outcome = (typeof outcomes)[number];

/** Primary and key outcomes are judged; the others are described, or guard. */
export const isJudged = ({ role }: Pick<Goal, 'role'>): boolean => role === 'primary' || role === 'key';

/** Randomized and matched designs compare with other groups; the others only with the time before. */
export function compares(plan: Pick<Plan, 'design'>): boolean {
	return plan.design === 'randomized' || plan.design === 'matched comparison';
}
