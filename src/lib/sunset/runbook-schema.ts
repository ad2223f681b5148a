import { z } from 'zod';
import { kinds } from '#lib/pilots/words.ts';
import { avoidedSchema } from '#lib/pilots/runbook-part.ts';
import { evidences, parts, pers, stepEvents, stepStates } from './runbook.ts';

const event = z.object({
	id: z.number().int(),
	kind: z.enum(stepEvents),
	words: z.string(),
	link: z.string(),
	done_on: z.string().nullable(),
	owner: z.string().nullable(),
	due_on: z.string().nullable(),
	/** Null for what happened by itself. */
	by: z.string().nullable(),
	at: z.string()
});

const step = z.object({
	id: z.string(),
	key: z.string(),
	title: z.string(),
	hint: z.string(),
	/** Which criterion of the gate it is counted for. */
	criterion: z.string().nullable(),
	tool: z.object({ id: z.string(), name: z.string() }).nullable(),
	evidence: z.array(z.enum(evidences)),
	required: z.boolean(),
	due_on: z.string(),
	state: z.enum(stepStates),
	revision: z.number().int(),
	/** Null where nobody could take it. */
	owner: z.object({ id: z.string(), name: z.string(), active: z.boolean() }).nullable(),
	overdue: z.boolean(),
	done_on: z.string().nullable(),
	note: z.string(),
	link: z.string(),
	closed_by: z.string().nullable(),
	mine: z.boolean(),
	may_work: z.boolean(),
	may_change: z.boolean(),
	events: z.array(event)
});
export type Step = z.infer<typeof step>;
export type StepEvent = z.infer<typeof event>;

const would = z.object({
	steps: z.array(
		z.object({
			key: z.string(),
			title: z.string(),
			tool: z.string().nullable(),
			days: z.number().int(),
			part: z.enum(parts),
			owner: z.string().nullable(),
			required: z.boolean()
		})
	),
	contract: z.object({ value: z.number().nullable(), renewal_notice_on: z.string().nullable() }).nullable(),
	tools: z.array(z.object({ id: z.string(), name: z.string(), until: z.string().nullable() })),
	avoided: avoidedSchema
});
export type WouldTake = z.infer<typeof would>;

/** What `rpc/runbook` answers. */
export const runbookSchema = z.object({
	today: z.string(),
	stage: z.string(),
	/** Null where the pilot has none: it isn't sunset, or was before there were runbooks. */
	started_on: z.string().nullable(),
	revision: z.number().int().nullable(),
	/** Whether the reader keeps the whole of it: the sponsor, and the AI office. */
	keeps: z.boolean(),
	open: z.boolean(),
	avoided: avoidedSchema,
	thanks: z.object({ words: z.string(), at: z.string().nullable(), by: z.string().nullable() }).nullable(),
	would: would.nullable(),
	owners: z.array(z.object({ id: z.string(), name: z.string(), part: z.string() })),
	steps: z.array(step)
});
export type Runbook = z.infer<typeof runbookSchema>;

const rule = z.object({
	id: z.string(),
	key: z.string(),
	title: z.string(),
	hint: z.string(),
	per: z.enum(pers),
	days: z.number().int(),
	owner: z.enum(parts),
	required: z.boolean(),
	kind: z.enum(kinds).nullable(),
	students_only: z.boolean(),
	evidence: z.array(z.enum(evidences)),
	since: z.string().nullable(),
	by: z.string().nullable()
});
export type Rule = z.infer<typeof rule>;

/** What `rpc/runbook_office` answers. */
export const officeSchema = z.object({
	rules: z.array(rule),
	ended: z.number().int(),
	pilots: z.array(z.object({ id: z.string(), title: z.string() })),
	preview: would.nullable()
});
export type Office = z.infer<typeof officeSchema>;

/** What `rpc/avoided_so_far` answers. */
export const soFarSchema = z.object({
	pilots: z.number().int(),
	/** of them, those that are still being closed */
	closing: z.number().int(),
	budget: z.number(),
	hours: z.number(),
	licences: z.number(),
	/** of whom neither money nor time is known */
	without: z.number().int()
});
export type SoFar = z.infer<typeof soFarSchema>;
