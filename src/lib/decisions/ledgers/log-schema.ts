import { z } from 'zod';
import { stages } from '#lib/pilots/stages.ts';
import { outcomes } from '#lib/pilots/words.ts';
import { tallySchema } from '../votes.ts';

const rowSchema = z.object({
	id: z.string(),
	pilot: z.string(),
	number: z.number(),
	title: z.string(),
	/** Where the pilot is now. */
	stage: z.enum(stages),
	outcome: z.enum(outcomes),
	decided_at: z.string(),
	decided_by: z.string(),
	tally: tallySchema,
	rationale: z.string(),
	within_permitted: z.boolean(),
	with_majority: z.boolean(),
	override_reason: z.string(),
	seconded_by: z.string().nullable(),
	next_review: z.string().nullable(),
	/** Of an extension: what must be different this time. */
	different: z.string(),
	/** Who sponsored it then. */
	sponsor: z.string().nullable(),
	sites: z.array(z.string()),
	objectives: z.array(z.string()),
	conditions: z.object({ in_all: z.number(), open: z.number(), overdue: z.number() }),
	/** A later decision about the pilot stands in its place. */
	superseded: z.boolean()
});
export type LoggedDecision = z.infer<typeof rowSchema>;

const named = z.array(z.object({ id: z.string(), name: z.string() }));

/** What `rpc/decision_log` answers. */
export const logSchema = z.object({
	rows: z.array(rowSchema),
	/** How many there are with the filters, and in all. */
	found: z.number(),
	in_all: z.number(),
	page: z.number(),
	per: z.number(),
	/** What can be filtered by. */
	years: z.array(z.number()),
	objectives: named,
	sites: named,
	sponsors: named
});
export type DecisionLog = z.infer<typeof logSchema>;
