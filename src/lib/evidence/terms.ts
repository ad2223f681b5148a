/* The closed sets that rules, forms and pages share. No schema here, so that a page brings no parser along. */
import type { Plan } from './input.ts';

export const arms = ['pilot', 'comparison'] as const;
export const phases = ['baseline', 'outcome'] as const;
export const outcomes = ['scale', 'extend', 'shelve', 'sunset'] as const;

export type Arm = (typeof arms)[number];
export type Phase = (typeof phases)[number];
export type Outcome = (typeof outcomes)[number];

/** Randomized and matched designs compare with other groups; the others only with the time before. */
export function compares(plan: Pick<Plan, 'design'>): boolean {
	return plan.design === 'randomized' || plan.design === 'matched comparison';
}
