import { z } from 'zod';
import { goalSchema, planSchema } from './pilot.ts';

/** A plan with its outcome goals at one moment, in the words that it had then. */
const wholeSchema = z.object({
	plan: planSchema.omit({ locked_at: true }),
	goals: z.array(goalSchema.omit({ id: true }))
});

/** One row of `plan_amendments`. */
export const amendmentSchema = z.object({
	id: z.string(),
	amended_by: z.string(),
	amended_at: z.string(),
	reason: z.string(),
	/** How many results of the period that counted there were by then. */
	results: z.number(),
	was: wholeSchema,
	became: wholeSchema
});
export type WholePlan = z.infer<typeof wholeSchema>;

/** A change to a locked plan: what was, what is, who, when and why. */
export type Amendment = Omit<z.infer<typeof amendmentSchema>, 'amended_by'> & { by: string };
