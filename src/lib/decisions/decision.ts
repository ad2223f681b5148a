import { z } from 'zod';
import { outcomes } from '#lib/pilots/words.ts';

const day = z
	.string()
	.regex(/^(\d{4}-\d\d-\d\d)?$/, 'Enter a day, such as 2027-03-31.')
	.default('');

/** What the chair's form sends. What the evidence and the votes allow, the database says. */
export const decisionForm = z
	.object({
		outcome: z.enum(outcomes, 'Choose the outcome.'),
		rationale: z
			.string()
			.trim()
			.min(1, 'A decision needs its rationale in words.')
			.max(4000, 'A rationale can have 4,000 characters.'),
		override_reason: z.string().trim().max(2000, 'A reason can have 2,000 characters.').default(''),
		second: z.union([z.uuid(), z.literal('')]).default(''),
		next_review: day,
		cycle_end: day,
		wake_on: day
	})
	.refine(({ outcome, cycle_end }) => outcome !== 'extend' || cycle_end !== '', {
		path: ['cycle_end'],
		message: 'To extend, name the day when the next cycle ends.'
	})
	.refine(({ outcome, wake_on }) => outcome !== 'shelve' || wake_on !== '', {
		path: ['wake_on'],
		message: 'To shelve, name the day when the pilot wakes up.'
	});
export type DecisionForm = z.infer<typeof decisionForm>;

/** The arguments of `rpc/record_decision`: dates that do not belong to the outcome are left out. */
export function decisionCall(pilot: string, given: DecisionForm) {
	const { outcome, rationale, override_reason, second, next_review, cycle_end, wake_on } = given;
	return {
		pilot,
		outcome,
		rationale,
		override_reason,
		...(second && { second }),
		...(next_review && { next_review }),
		...(outcome === 'extend' && { cycle_end }),
		...(outcome === 'shelve' && { wake_on })
	};
}
