import { z } from 'zod';
import { outcomes } from '#lib/pilots/words.ts';
import type { ConditionRow } from './conditions/condition-rows.ts';

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
		different: z.string().trim().max(2000, 'This can have 2,000 characters.').default(''),
		wake_on: day,
		/** The docket item that the form was of. */
		item: z.union([z.uuid(), z.literal('')]).default('')
	})
	.refine(({ outcome, cycle_end }) => outcome !== 'extend' || cycle_end !== '', {
		path: ['cycle_end'],
		message: 'To extend, name the day when the next cycle ends.'
	})
	.refine(({ outcome, different }) => outcome !== 'extend' || different !== '', {
		path: ['different'],
		message: 'To extend, say what must be different this time: the same cycle again shows the same.'
	})
	.refine(({ outcome, wake_on }) => outcome !== 'shelve' || wake_on !== '', {
		path: ['wake_on'],
		message: 'To shelve, name the day when the pilot wakes up.'
	});
export type DecisionForm = z.infer<typeof decisionForm>;

/** The arguments of `rpc/record_decision`: what does not belong to the outcome is left out. */
export function decisionCall(pilot: string, given: DecisionForm, conditions: readonly ConditionRow[] = []) {
	const { outcome, rationale, override_reason, second, next_review, cycle_end, different, wake_on, item } =
		given;
	return {
		pilot,
		outcome,
		rationale,
		override_reason,
		...(second && { second }),
		...(next_review && { next_review }),
		...(outcome === 'extend' && { cycle_end, different }),
		...(outcome === 'shelve' && { wake_on }),
		...(item && { item }),
		...(conditions.length > 0 && {
			conditions: conditions.map(({ words, owner, due_on, evidence }) => ({
				words,
				owner,
				due_on,
				evidence_asked: evidence
			}))
		})
	};
}
