import { z } from 'zod';

const figure = z.number().nullable();

/** One look at a running pilot, as the database's `looks` tells it to one reader. */
export const lookSchema = z.object({
	at: z.string(),
	/** The outcome period that the plan counted then: looks at another one are about other results. */
	period: z.string().nullable(),
	/** How many group summaries counted. */
	results: z.number(),
	/** How many people looked at these results. */
	people: z.number(),
	/** Who they are, for those who answer for the pilot. */
	names: z.array(z.string()).nullable(),
	outcomes: z.array(
		z.object({
			goal: z.string(),
			estimate: figure,
			low: figure,
			high: figure,
			p: figure,
			coarse: z.boolean().optional()
		})
	)
});
export type LookedAt = z.infer<typeof lookSchema>;
