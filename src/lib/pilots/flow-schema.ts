/** How pilots come and go, and how many a district lets be in a stage at once: what the database says of it. */
import { z } from 'zod';
import { wipModes, wipScopes } from './flow.ts';
import { stages } from './stages.ts';

const stage = z.enum(stages);

/** A limit as it stands: how many pilots there are, and how many may be. */
export const limitSchema = z.object({
	stage,
	per: z.enum(wipScopes),
	/** Of the site or the evaluator; of a stage none. */
	name: z.string().optional(),
	count: z.number().int(),
	most: z.number().int(),
	mode: z.enum(wipModes)
});

export const stageFlowSchema = z.object({
	stage,
	entered_30: z.number().int(),
	left_30: z.number().int(),
	entered_90: z.number().int(),
	left_90: z.number().int(),
	/** How many left it, ever: the median is of those. */
	stays: z.number().int(),
	/** The median of their days in it; null where none left it. */
	typical: z.number().int().nullable()
});

/** What `rpc/flow` answers. */
export const flowSchema = z.object({ limits: z.array(limitSchema), stages: z.array(stageFlowSchema) });

/** What a pilot's page says of its own way. */
export const wayPart = {
	/** Each stage that it was in, in turn; the last one has no end. */
	flow: z.array(
		z.object({
			stage,
			since: z.string(),
			until: z.string().nullable(),
			/** The act that brought it there, and who did it; null for the draft, and for what happened by itself. */
			act: z.string().nullable(),
			by: z.string().nullable(),
			days: z.number().int(),
			typical: z.number().int().nullable()
		})
	),
	/** The limits that it would go over in each stage that it could move to. */
	full: z.array(limitSchema)
};
