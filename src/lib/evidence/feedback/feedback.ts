import { z } from 'zod';
import { ends } from '../ends.ts';
import { statements } from './rubric.ts';

const partSchema = z.object({
	/** In steps of five points. */
	share: z.number(),
	/** Near none or all, of which no more is told. */
	end: z.enum(ends).nullable()
});
export type Part = z.infer<typeof partSchema>;

const parts = z.tuple([partSchema, partSchema, partSchema]);
const averaged = z.object({ parts, mean: z.number(), mean_end: z.enum(['at most', 'at least']).nullable() });
export type Averaged = z.infer<typeof averaged>;

const statementAnswers = z.object(
	Object.fromEntries(statements.map((one) => [one, averaged])) as Record<
		(typeof statements)[number],
		typeof averaged
	>
);

const toldSchema = z.object({
	n: z.number().int(),
	questions: statementAnswers.extend({ use: z.object({ parts }), minutes: averaged })
});
/** What is told of the answers of one group. */
export type Told = z.infer<typeof toldSchema>;

const siteSchema = toldSchema.extend({ site: z.string(), name: z.string() });
export type ToldSite = z.infer<typeof siteSchema>;

const roundSchema = z.object({
	id: z.string(),
	rubric: z.number().int(),
	period: z.string(),
	state: z.enum(['open', 'closed']),
	opened_at: z.string(),
	opened_by: z.string().nullable(),
	closes_on: z.string(),
	closed_at: z.string().nullable(),
	/** How many must answer before anything is told. */
	minimum: z.number().int(),
	asked: z.number().int(),
	/** How many have answered, in whole tens, while it is open. */
	at_least: z.number().int().nullable(),
	/** What the caller is to it while it is open, or why it is not for them. */
	me: z.enum(['asked', 'volunteer', 'answered', 'outside', 'evaluator', 'recused', 'elsewhere']).nullable(),
	may_close: z.boolean(),
	/** Null while it is open, and where fewer than the minimum answered. */
	results: toldSchema.extend({ sites: z.array(siteSchema) }).nullable()
});
export type Round = z.infer<typeof roundSchema>;
export type Results = NonNullable<Round['results']>;

/** What `rpc/feedback` answers: the rounds of a pilot, the newest first. */
export const feedbackSchema = z.object({
	minimum: z.number().int(),
	asked: z.number().int(),
	may_open: z.boolean(),
	/** The day from which the next round may open, where it is not yet. */
	open_from: z.string().nullable(),
	today: z.string(),
	rounds: z.array(roundSchema)
});
export type Feedback = z.infer<typeof feedbackSchema>;
