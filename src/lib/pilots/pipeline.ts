import { z } from 'zod';
import { stages } from './stages.ts';
import { kinds, statuses, tiers } from './words.ts';

const moneySchema = z.object({ once: z.number().nullable(), yearly: z.number().nullable() });

/** The primary outcome in a few figures, as everybody may see it: what is withheld is null. */
const glyphSchema = z.object({
	/** An effect with its interval, or of a total its level alone. */
	of: z.enum(['effect', 'level']),
	estimate: z.number().nullable(),
	low: z.number().nullable(),
	high: z.number().nullable(),
	/** The least effect that matters, with the sign of a gain; of a level its target. */
	target: z.number().nullable(),
	better: z.enum(['higher', 'lower']).nullable(),
	unit: z.string().nullable(),
	kind: z.string().nullable(),
	verdict: z.string().nullable(),
	/** Null where the pilot has none. */
	guardrails: z.enum(['held', 'failed', 'open']).nullable()
});
export type Glyph = z.infer<typeof glyphSchema>;

/** What a card says: what `private.cards` answers, here and in other functions. */
export const cardSchema = z.object({
	id: z.string(),
	/** Shown as P-0142. */
	number: z.number().int(),
	title: z.string(),
	kind: z.enum(kinds),
	stage: z.enum(stages),
	stage_since: z.string(),
	/** Days in the stage, as the database counts them. */
	days: z.number().int(),
	/** The median of those who left this stage within a year; null where nobody did. */
	typical_days: z.number().int().nullable(),
	status: z.enum(statuses),
	overdue: z.boolean(),
	on_hold: z.boolean(),
	risk_tier: z.enum(tiers).nullable(),
	objectives: z.array(z.string()),
	sites: z.array(z.string()),
	cycle_end: z.string().nullable(),
	money: moneySchema.nullable(),
	sponsor: z.string().nullable(),
	evaluator: z.string().nullable(),
	evidence: glyphSchema.nullable(),
	/** Whether the next move is the reader's. */
	waiting_on_me: z.boolean()
});
export type Card = z.infer<typeof cardSchema>;

const columnSchema = z.object({
	stage: z.enum(stages),
	count: z.number().int(),
	/** Counted no further: there are at least so many. What else would have to be counted is null then. */
	capped: z.boolean(),
	money: z.object({ once: z.number(), yearly: z.number() }).nullable(),
	overdue: z.number().int(),
	on_hold: z.number().int().nullable(),
	cards: z.array(cardSchema),
	/** Where the column goes on, for `after`; null at its end. */
	next: z.string().nullable()
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
