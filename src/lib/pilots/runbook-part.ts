import { z } from 'zod';

/** What is not spent any more once a pilot is closed, a year: as somebody said it, or as the record has it. */
export const avoidedSchema = z.object({
	/** dollars */
	budget: z.number().nullable(),
	licences: z.number().nullable(),
	hours: z.number().nullable(),
	/** where the figures are from, in the words of who said them; empty while they are reckoned */
	source: z.string(),
	by: z.string().nullable(),
	at: z.string().nullable(),
	budget_from: z.enum(['actual', 'budget', 'forecast']).nullable(),
	/** hours a week */
	hours_from: z.number().nullable()
});
export type Avoided = z.infer<typeof avoidedSchema>;

/** How far the runbook of a pilot is that is sunset or retired. */
export const runbookPart = z.object({
	started_on: z.string(),
	total: z.number().int(),
	done: z.number().int(),
	skipped: z.number().int(),
	overdue: z.number().int(),
	/** open steps of the reader's own */
	mine: z.number().int(),
	next: z
		.object({
			title: z.string(),
			tool: z.string().nullable(),
			owner: z.string().nullable(),
			owner_left: z.boolean(),
			due_on: z.string()
		})
		.nullable(),
	thanked_at: z.string().nullable(),
	avoided: avoidedSchema
});
