import { z } from 'zod';
import { cardSchema } from '#lib/pilots/pipeline.ts';
import { outcomes } from '#lib/pilots/words.ts';
import { voteChoices } from './choices.ts';
import { meetingStates, reasons } from './meetings/meeting-words.ts';
import { tallySchema } from './votes.ts';

const outcome = z.enum(outcomes);

const dueSchema = cardSchema.extend({
	item: z.string(),
	meeting: z.string().nullable(),
	reason: z.enum(reasons),
	note: z.string(),
	held_on: z.string().nullable(),
	chair: z.string().nullable(),
	question: z.string(),
	/** What the evidence permits; null while nothing is computed. */
	permitted: z.array(outcome).nullable(),
	evaluator_says: outcome.nullable(),
	votes: z.number().int(),
	my_vote: z.enum(voteChoices).nullable(),
	i_vote: z.boolean(),
	i_chair: z.boolean().nullable()
});
export type Due = z.infer<typeof dueSchema>;

const decidedSchema = z.object({
	id: z.string(),
	pilot: z.string(),
	title: z.string(),
	outcome,
	decided_at: z.string(),
	decided_by: z.string(),
	tally: tallySchema,
	rationale: z.string(),
	within_permitted: z.boolean(),
	with_majority: z.boolean(),
	override_reason: z.string(),
	next_review: z.string().nullable()
});
export type Decided = z.infer<typeof decidedSchema>;

const meetingLine = z.object({
	id: z.string(),
	held_on: z.string(),
	chair: z.string(),
	begins: z.string(),
	minutes: z.number().int(),
	place: z.string(),
	state: z.enum(meetingStates),
	/** Whether its docket went out. */
	sent: z.boolean(),
	items: z.number().int(),
	/** The minutes that its items are planned to take. */
	planned: z.number().int(),
	come: z.number().int(),
	my_answer: z.boolean().nullable()
});

const earlierLine = z.object({
	id: z.string(),
	held_on: z.string(),
	chair: z.string(),
	state: z.enum(meetingStates),
	decided: z.number().int(),
	dealt_with: z.number().int(),
	minutes: z.enum(['draft', 'signed']).nullable()
});

/** What `rpc/cabinet` answers. */
export const cabinetSchema = z.object({
	rule: z.object({
		decision_rule: z.enum(['chair after quorum', 'majority']),
		quorum: z.number().int()
	}),
	/** Those to come, and the one in session. */
	meetings: z.array(meetingLine),
	earlier: z.array(earlierLine),
	/** How many sit in the cabinet. */
	members: z.number().int(),
	due: z.array(dueSchema),
	overdue: z.array(cardSchema.extend({ cycle_end: z.string() })),
	decided: z.array(decidedSchema)
});
export type Cabinet = z.infer<typeof cabinetSchema>;
