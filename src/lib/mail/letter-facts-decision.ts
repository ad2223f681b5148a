import { z } from 'zod';
import { outcomes } from '#lib/pilots/words.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}/);
const pilot = z.object({ pilot: z.string(), title: z.string() });

/** What the database queues about decisions and their conditions. */
export const decisionFacts = {
	/** to the team, the sponsor and whoever owns a condition */
	decision_letter: pilot.extend({
		decision: z.string(),
		outcome: z.enum(outcomes),
		rationale: z.string(),
		decided_on: day,
		by: z.string(),
		different: z.string().nullish(),
		next_review: day.nullish(),
		/** the end of the next cycle, or the day on which it wakes up */
		until: day.nullish(),
		cycle: z.number().nullish(),
		conditions: z.array(
			z.object({
				words: z.string(),
				owner: z.string(),
				due_on: day,
				evidence_asked: z.string(),
				yours: z.boolean()
			})
		)
	}),
	/** a condition is due in a week, or was due: to its owner, then to the sponsor and the clerk too */
	condition_due: pilot.extend({
		condition: z.string(),
		owner: z.string(),
		due_on: day,
		late: z.boolean(),
		reported: z.boolean(),
		yours: z.boolean()
	})
};
