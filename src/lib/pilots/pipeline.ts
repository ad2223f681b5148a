import { z } from 'zod';
import { stages } from './stages.ts';
import { statuses, tiers } from './words.ts';

/** The least that a card says: what `private.card` answers, here and in other functions. */
export const cardSchema = z.object({
	id: z.string(),
	title: z.string(),
	stage: z.enum(stages),
	/** Days in the stage, as the database counts them. */
	days: z.number().int(),
	status: z.enum(statuses),
	overdue: z.boolean(),
	risk_tier: z.enum(tiers).nullable(),
	objectives: z.array(z.string()),
	sites: z.array(z.string())
});
export type Card = z.infer<typeof cardSchema>;

const columnSchema = z.object({
	stage: z.enum(stages),
	count: z.number().int(),
	cards: z.array(cardSchema)
});
export type Column = z.infer<typeof columnSchema>;

/** What `rpc/pipeline` answers; null for a stage that does not exist. */
export const pipelineSchema = z
	.array(columnSchema)
	.nullable()
	.transform((columns) => columns ?? []);

/** What the board can be filtered by. */
const objectiveChoices = z.array(z.object({ code: z.string(), title: z.string() }));
const siteChoices = z.array(z.object({ id: z.string(), name: z.string() }));

/** Pilots are found by what is retired or closed, too. */
export const filterChoicesSchema = z
	.object({
		objectives: objectiveChoices,
		retired_objectives: objectiveChoices.default([]),
		sites: siteChoices,
		closed_sites: siteChoices.default([])
	})
	.transform(({ objectives, retired_objectives, sites, closed_sites }) => ({
		objectives: [...objectives, ...retired_objectives],
		sites: [...sites, ...closed_sites]
	}));
export type FilterChoices = z.infer<typeof filterChoicesSchema>;
