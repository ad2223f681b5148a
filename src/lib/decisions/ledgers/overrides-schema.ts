import { z } from 'zod';
import { stages } from '#lib/pilots/stages.ts';
import { outcomes } from '#lib/pilots/words.ts';
import { tallySchema } from '../votes.ts';
import { cames, verdicts } from './override-filters.ts';

const rowSchema = z.object({
	id: z.string(),
	pilot: z.string(),
	title: z.string(),
	/** Where the pilot is now. */
	stage: z.enum(stages),
	outcome: z.enum(outcomes),
	decided_at: z.string(),
	decided_by: z.string(),
	seconded_by: z.string().nullable(),
	tally: tallySchema,
	permitted: z.array(z.enum(outcomes)).nullable(),
	within_permitted: z.boolean(),
	with_majority: z.boolean(),
	override_reason: z.string(),
	/** The primary outcome's verdict as it was then; null where the evidence had none. */
	primary: z.string().nullable(),
	came: z.enum(cames),
	/** From this day on it can be said what came of it. */
	judged_from: z.string(),
	may_say: z.boolean(),
	/** The latest first; those before it stay. */
	verdicts: z.array(
		z.object({
			id: z.string(),
			verdict: z.enum(verdicts),
			words: z.string(),
			by: z.string(),
			at: z.string()
		})
	)
});
export type DecisionOverride = z.infer<typeof rowSchema>;

/** What `rpc/decision_overrides` answers. */
export const overridesSchema = z.object({
	rows: z.array(rowSchema),
	/** How many there are with the filters, and in all. */
	found: z.number(),
	in_all: z.number(),
	page: z.number(),
	per: z.number(),
	/** How many decisions the district made. */
	decisions: z.number(),
	counts: z.partialRecord(z.enum(cames), z.number())
});
export type OverrideLedger = z.infer<typeof overridesSchema>;

/** What the form about what came of an override sends. */
export const cameForm = z.object({
	decision: z.uuid(),
	verdict: z.enum(verdicts, 'Say who was right, or that nobody can tell.'),
	words: z
		.string()
		.trim()
		.min(1, 'Say in words what came of it.')
		.max(2000, 'This can have 2,000 characters.')
});
