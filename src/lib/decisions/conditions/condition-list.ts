import { z } from 'zod';
import { conditionStates } from '#lib/pilots/condition.ts';
import { stages } from '#lib/pilots/stages.ts';
import { outcomes } from '#lib/pilots/words.ts';

const rowSchema = z.object({
	id: z.string(),
	pilot: z.string(),
	title: z.string(),
	stage: z.enum(stages),
	decision: z.string(),
	outcome: z.enum(outcomes),
	decided_at: z.string(),
	words: z.string(),
	evidence_asked: z.string(),
	owner: z.string(),
	owner_id: z.string(),
	owner_left: z.boolean(),
	due_on: z.string(),
	state: z.enum(conditionStates),
	overdue: z.boolean(),
	report: z.string(),
	link: z.string(),
	close_note: z.string(),
	closed_at: z.string().nullable()
});
export type LedgerRow = z.infer<typeof rowSchema>;

/** What `rpc/condition_list` answers. */
export const ledgerSchema = z.object({
	in_all: z.number().int(),
	found: z.number().int(),
	/** How many a page has at most. */
	most: z.number().int(),
	counts: z.record(z.string(), z.number().int()),
	owners: z.array(z.object({ id: z.string(), name: z.string() })),
	rows: z.array(rowSchema)
});
export type Ledger = z.infer<typeof ledgerSchema>;
