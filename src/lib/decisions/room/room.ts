import { z } from 'zod';
import type { Analysis } from '#lib/evidence/analysis.ts';
import { limitSchema } from '#lib/pilots/flow-schema.ts';
import { stages } from '#lib/pilots/stages.ts';
import { outcomes } from '#lib/pilots/words.ts';
import type { Deciding } from '../deciding.ts';
import { reasons } from '../meetings/meeting-words.ts';
import { tallySchema, votesSchema } from '../votes.ts';
import { voteChoices } from '../choices.ts';

export const itemStates = ['waiting', 'open', 'voting closed', 'decided', 'dealt with', 'taken off'] as const;
export type ItemState = (typeof itemStates)[number];

const outcome = z.enum(outcomes);

const memberSchema = z.object({
	id: z.string(),
	name: z.string(),
	title: z.string(),
	/** Why they have no vote; null for those who have. */
	kept_out: z.enum(['team', 'recused']).nullable(),
	sponsors: z.boolean(),
	/** Appointed for this pilot, since nobody of the cabinet is eligible. */
	stands_in: z.boolean(),
	/** Null where nobody takes attendance. */
	present: z.boolean().nullable(),
	voted: z.boolean()
});
export type Member = z.infer<typeof memberSchema>;

const quorumSchema = z.object({
	quorum: z.number().int(),
	/** Of those who may vote; null where nobody takes attendance. */
	present: z.number().int().nullable(),
	eligible: z.number().int(),
	/** Once voting is closed: votes for an outcome that count, and whether they are enough. */
	votes: z.number().int().optional(),
	met: z.boolean().optional(),
	why: z.string().nullish()
});

const standingSchema = z.object({
	tally: tallySchema,
	counted: z.number().int(),
	leaders: z.array(outcome),
	tie: z.boolean()
});
export type Standing = z.infer<typeof standingSchema>;

const namedVoteSchema = votesSchema.element.extend({ choice: z.enum(voteChoices), counted: z.boolean() });
export type NamedVote = z.infer<typeof namedVoteSchema>;

const itemSchema = z.object({
	id: z.string(),
	pilot: z.string(),
	title: z.string(),
	stage: z.enum(stages),
	question: z.string(),
	overdue: z.boolean(),
	on_hold: z.boolean(),
	reason: z.enum(reasons),
	note: z.string(),
	state: z.enum(itemStates),
	minutes: z.number().int().nullable(),
	begun_at: z.string().nullable(),
	voting_closed_at: z.string().nullable(),
	voting_closed_by: z.string().nullable(),
	closed_at: z.string().nullable(),
	/** Whether the cabinet votes on it, or deals with it without a vote. */
	voted_on: z.boolean(),
	may_put_to_vote: z.boolean(),
	i_chair: z.boolean(),
	i_vote: z.boolean(),
	i_sponsor: z.boolean(),
	kept_out_why: z.enum(['team', 'recused']).nullable(),
	analysis: z
		.custom<Pick<Analysis, 'recommendation' | 'outcomes' | 'early'>>(
			(value) => typeof value === 'object' && value !== null
		)
		.nullable(),
	permitted: z.array(outcome).nullable(),
	evaluator_says: z.object({ recommendation: outcome, by: z.string() }).nullable(),
	/** The brief that is voted on, once it is frozen. */
	brief: z.object({ version: z.number().int(), frozen_at: z.string() }).nullable(),
	/** Who sits on it; null for those who are not told who has voted. */
	members: z.array(memberSchema).nullable(),
	cast: z.number().int(),
	quorum: quorumSchema,
	mine: z
		.object({
			choice: z.enum(voteChoices),
			reason: z.string(),
			sponsors: z.boolean(),
			no_interest: z.boolean().nullable()
		})
		.nullable(),
	/** Named, once voting is closed. */
	votes: z.array(namedVoteSchema).nullable(),
	standing: standingSchema.nullable(),
	full: z.array(limitSchema),
	decision: z
		.object({
			id: z.string(),
			outcome,
			rationale: z.string(),
			decided_at: z.string(),
			by: z.string(),
			tally: tallySchema,
			within_permitted: z.boolean(),
			with_majority: z.boolean()
		})
		.nullable()
});

/** What `rpc/room` answers: all that the room shows this caller. */
export const roomSchema = z.object({
	version: z.number().int(),
	/** By the database's clock, for how long an item is open already. */
	now: z.string(),
	/** The caller's person. */
	me: z.string(),
	meeting: z.object({
		id: z.string(),
		held_on: z.string(),
		/** 'HH:MM' by the clock of the district. */
		begins: z.string(),
		minutes: z.number().int(),
		place: z.string(),
		opened_at: z.string().nullable(),
		ended_at: z.string().nullable(),
		cancelled_at: z.string().nullable(),
		in_session: z.boolean(),
		chair: z.string(),
		i_chair: z.boolean()
	}),
	rule: z.object({
		decision_rule: z.enum(['chair after quorum', 'majority']),
		quorum: z.number().int()
	}),
	/** Names; null where nobody is. */
	present: z.array(z.string()).nullable(),
	takes_attendance: z.boolean(),
	items: z.array(
		z.object({
			id: z.string(),
			title: z.string(),
			reason: z.enum(reasons),
			minutes: z.number().int().nullable(),
			begun_at: z.string().nullable(),
			closed_at: z.string().nullable(),
			state: z.enum(itemStates),
			outcome: outcome.nullable()
		})
	),
	/** Items that this meeting left to another one, or to wait. */
	carried: z.array(
		z.object({ id: z.string(), title: z.string(), reason: z.string(), held_on: z.string().nullable() })
	),
	item: itemSchema.nullable()
});
type Answer = z.infer<typeof roomSchema>;
export type DocketLine = Answer['items'][number];

/** An item as the page has it: what the evidence says in a sentence, instead of the analysis. */
export type Item = Omit<NonNullable<Answer['item']>, 'analysis'> & {
	recommended: { title: string; reason: string } | null;
	/** What the form of the decision needs, for whoever chairs an item whose voting is closed. */
	deciding: Deciding | null;
};
export type Room = Omit<Answer, 'item'> & { item: Item | null };
