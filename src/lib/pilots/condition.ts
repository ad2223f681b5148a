import { z } from 'zod';

export const conditionStates = ['open', 'reported', 'met', 'lifted'] as const;

/** What a decision asks for, of whom and by when, and what became of it. */
export const conditionSchema = z.object({
	id: z.string(),
	decision: z.string(),
	/** Its place among the conditions of the decision. */
	number: z.number().int(),
	words: z.string(),
	owner: z.string(),
	owner_id: z.string(),
	/** Its owner is no longer active, so that somebody has to name another one. */
	owner_left: z.boolean(),
	due_on: z.string(),
	evidence_asked: z.string(),
	state: z.enum(conditionStates),
	report: z.string(),
	link: z.string(),
	reported_at: z.string().nullable(),
	reported_by: z.string().nullable(),
	reported_by_id: z.string().nullable(),
	closed_at: z.string().nullable(),
	closed_by: z.string().nullable(),
	close_note: z.string(),
	/** How often it was acted on: two who act at once are told. */
	revision: z.number().int(),
	overdue: z.boolean(),
	history: z.array(
		z.object({
			kind: z.string(),
			words: z.string(),
			owner: z.string(),
			due_on: z.string(),
			by: z.string(),
			at: z.string()
		})
	)
});
export type Condition = z.infer<typeof conditionSchema>;

/** What a decision says beside its outcome: what came before and after it, and what is to be done. */
export const decidedShape = {
	/** Of an extension: what must be different this time. */
	different: z.string().default(''),
	/** The cycle that an extension began: 2 for the first one. */
	cycle: z.number().int().nullish(),
	supersedes: z.string().nullish(),
	superseded_by: z.string().nullish(),
	/** Results that stood when it was decided and were corrected since; null where none were. */
	corrected_since: z.object({ rows: z.number().int(), at: z.string() }).nullish(),
	dissent: z.number().int().default(0),
	recused: z.number().int().default(0),
	conditions: z.number().int().default(0),
	conditions_open: z.number().int().default(0)
};
