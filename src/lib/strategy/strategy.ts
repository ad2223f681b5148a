import { z } from 'zod';
import { stages } from '#lib/pilots/stages.ts';

const objectiveSchema = z.object({
	code: z.string(),
	title: z.string(),
	intent: z.string(),
	/** From then on it is not offered for new proposals. */
	retired_on: z.string().nullable().default(null),
	/** How many pilots are in which stage; stages without any are not named. */
	stages: z.partialRecord(z.enum(stages), z.number().int())
});
export type Objective = z.infer<typeof objectiveSchema>;

/** What `rpc/strategy` answers: goals, and below each its objectives. */
export const strategySchema = z.array(
	z.object({
		code: z.string(),
		title: z.string(),
		intent: z.string(),
		objectives: z.array(objectiveSchema)
	})
);
export type Goal = z.infer<typeof strategySchema>[number];
