import { z } from 'zod';
import { stages } from './stages.ts';
import { kinds, statuses, tiers } from './words.ts';

const moneySchema = z.object({ once: z.number().nullable(), yearly: z.number().nullable() });

/** The primary outcome in a few figures, as everybody may see it: what is withheld is null. */
export const glyphSchema = z.object({
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

const namedSchema = z.array(z.object({ id: z.string(), name: z.string() }));
const ignoredSchema = z.array(
	z.object({ filter: z.string(), value: z.string(), why: z.enum(['unknown', 'wrong', 'gone']) })
);

/** How many pilots each choice of a filter would give; null where they are too many to count. */
const countsSchema = z.record(z.string(), z.record(z.string(), z.number().int()).nullable());
export type Counts = z.infer<typeof countsSchema>;

const facetsSchema = z.object({
	counts: countsSchema,
	count: z.number().int(),
	capped: z.boolean(),
	ignored: ignoredSchema,
	/** No pilot has the words: those shown come near them. */
	alike: z.boolean(),
	sponsors: namedSchema,
	evaluators: namedSchema,
	tools: z.array(z.string())
});
export type Facets = z.infer<typeof facetsSchema>;

/** Pilots are found by what is retired or closed, too. */
const choicesSchema = z.object({
	objectives: z.array(z.object({ code: z.string(), title: z.string(), over: z.boolean() })),
	sites: z.array(z.object({ id: z.string(), name: z.string(), over: z.boolean() }))
});
export type FilterChoices = z.infer<typeof choicesSchema>;

const viewSchema = z.object({
	id: z.string(),
	name: z.string(),
	/** The address behind the question mark. */
	query: z.string(),
	shared: z.boolean(),
	mine: z.boolean(),
	owner: z.string(),
	/** The one that the pipeline opens with for this reader. */
	first: z.boolean()
});
export type View = z.infer<typeof viewSchema>;

/** What `rpc/pipeline_rows` answers. */
export const rowsSchema = z.object({
	rows: z.array(cardSchema),
	next: z.string().nullable(),
	count: z.number().int(),
	capped: z.boolean(),
	ignored: ignoredSchema,
	alike: z.boolean()
});
export type Rows = z.infer<typeof rowsSchema>;

const groupSchema = z.object({
	value: z.string(),
	/** Empty for those without one. */
	label: z.string(),
	count: z.number().int(),
	columns: z.array(columnSchema).optional(),
	rows: z.array(cardSchema).optional()
});
export type Group = z.infer<typeof groupSchema>;
const groupsSchema = z.object({ groups: z.array(groupSchema), next: z.number().int().nullable() });
export type Groups = z.infer<typeof groupsSchema>;

/** What `rpc/pipeline_page` answers: what was asked for, and what stands around it. */
export const pageSchema = z.object({
	facets: facetsSchema,
	choices: choicesSchema,
	views: z.array(viewSchema),
	board: z.array(columnSchema).optional(),
	list: rowsSchema.optional(),
	groups: groupsSchema.optional()
});
export type Page = z.infer<typeof pageSchema>;
