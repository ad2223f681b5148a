import { z } from 'zod';
import { outcomes } from '#lib/pilots/words.ts';
import { stages } from '#lib/pilots/stages.ts';
import { voteChoices } from '../choices.ts';
import { tallySchema } from '../votes.ts';
import { closings, meetingStates, reasons } from './meeting-words.ts';

const outcome = z.enum(outcomes);
const keptOut = z.object({ name: z.string(), why: z.enum(['team', 'recused']) });
const condition = z.object({ words: z.string(), owner: z.string(), due_on: z.string() });

const itemSchema = z.object({
	id: z.string(),
	pilot: z.string(),
	title: z.string(),
	stage: z.enum(stages),
	reason: z.enum(reasons),
	/** There is nothing to vote on: the chair deals with it. */
	matter: z.boolean(),
	minutes: z.number().int().nullable(),
	note: z.string(),
	opened_at: z.string(),
	begun_at: z.string().nullable(),
	closed_at: z.string().nullable(),
	closed_how: z.enum(closings).nullable(),
	outcome: outcome.nullable(),
	sites: z.array(z.string()).nullable(),
	on_hold: z.boolean().nullable(),
	question: z.string(),
	permitted: z.array(outcome).nullable(),
	evaluator_says: outcome.nullable(),
	review_on: z.string().nullable(),
	/** Those that are overdue. */
	conditions: z.array(condition),
	votes: z.number().int(),
	my_vote: z.enum(voteChoices).nullable(),
	i_vote: z.boolean(),
	/** Members of the cabinet who may vote on it, and how many of them say that they come, or are there. */
	eligible: z.number().int(),
	expected: z.number().int(),
	kept_out: z.array(keptOut),
	standing_in: z.array(z.string())
});
export type MeetingItem = z.infer<typeof itemSchema>;

const memberSchema = z.object({
	id: z.string(),
	name: z.string(),
	title: z.string(),
	/** What they say; null while they say nothing. */
	comes: z.boolean().nullable(),
	reason: z.string().nullable(),
	me: z.boolean(),
	/** Null while nobody takes attendance. */
	present: z.boolean().nullable()
});
export type Member = z.infer<typeof memberSchema>;

const attendanceLine = z.object({
	id: z.string(),
	person: z.string(),
	name: z.string(),
	what: z.enum(['arrived', 'left']),
	at: z.string(),
	by: z.string(),
	struck: z.boolean()
});
export type AttendanceLine = z.infer<typeof attendanceLine>;

/** What `rpc/meeting` answers. */
export const meetingSchema = z.object({
	id: z.string(),
	held_on: z.string(),
	/** By the clock of the district: '09:30'. */
	begins: z.string(),
	minutes: z.number().int(),
	place: z.string(),
	revision: z.number().int(),
	state: z.enum(meetingStates),
	cancel_reason: z.string(),
	opened_at: z.string().nullable(),
	ended_at: z.string().nullable(),
	opened_by: z.string().nullable(),
	today: z.boolean(),
	/** Whether the chair still sits in the cabinet. */
	chair: z.object({ id: z.string(), name: z.string(), fits: z.boolean() }),
	rule: z.object({ decision_rule: z.enum(['chair after quorum', 'majority']), quorum: z.number().int() }),
	items: z.array(itemSchema),
	members: z.array(memberSchema),
	attendance: z.array(attendanceLine),
	sent: z
		.object({ at: z.string(), by: z.string().nullable(), items: z.number().int(), changed: z.boolean() })
		.nullable(),
	minutes_stand: z.enum(['draft', 'signed']).nullable(),
	others: z.array(z.object({ id: z.string(), held_on: z.string() })),
	askable: z.array(z.object({ id: z.string(), title: z.string() })),
	may: z.object({
		keep: z.boolean(),
		lead: z.boolean(),
		answer: z.boolean(),
		office: z.boolean(),
		open: z.boolean(),
		end: z.boolean(),
		attend: z.boolean(),
		write: z.boolean()
	})
});
export type Meeting = z.infer<typeof meetingSchema>;

const section = z.object({ key: z.string(), heading: z.string(), words: z.string(), made: z.string() });

const recordItem = z.object({
	id: z.string(),
	title: z.string(),
	reason: z.enum(reasons),
	closed_how: z.enum(closings).nullable(),
	note: z.string(),
	kept_out: z.array(keptOut),
	carried: z.boolean(),
	/** Null where it waits for a meeting. */
	carried_to: z.string().nullable(),
	outcome: outcome.nullish(),
	rationale: z.string().nullish(),
	tally: tallySchema.nullish(),
	different: z.string().nullish(),
	next_review: z.string().nullish(),
	within_permitted: z.boolean().nullish(),
	with_majority: z.boolean().nullish(),
	override_reason: z.string().nullish(),
	conditions: z.array(condition).nullish()
});
export type RecordItem = z.infer<typeof recordItem>;

const recordSchema = z.object({
	attendance: z.array(z.object({ name: z.string(), what: z.enum(['arrived', 'left']), at: z.string() })),
	excused: z.array(z.string()),
	items: z.array(recordItem)
});
export type MeetingRecord = z.infer<typeof recordSchema>;

/** What `rpc/read_minutes` answers. */
export const minutesSchema = z.object({
	meeting: z.string(),
	held_on: z.string(),
	begins: z.string(),
	place: z.string(),
	chair: z.string(),
	district: z.string(),
	state: z.enum(meetingStates),
	opened_at: z.string().nullable(),
	ended_at: z.string().nullable(),
	revision: z.number().int(),
	signed: z.object({ at: z.string(), by: z.string() }).nullable(),
	sections: z.array(section).nullable(),
	versions: z.array(
		z.object({ version: z.number().int(), at: z.string(), by: z.string(), sections: z.array(section) })
	),
	addenda: z.array(z.object({ id: z.string(), words: z.string(), at: z.string(), by: z.string() })),
	record: recordSchema.nullable(),
	dissent: z.array(
		z.object({
			item: z.string(),
			title: z.string(),
			name: z.string(),
			choice: z.enum(voteChoices),
			outcome,
			reason: z.string()
		})
	),
	may: z.object({ write: z.boolean(), sign: z.boolean(), add: z.boolean() })
});
export type Minutes = z.infer<typeof minutesSchema>;
