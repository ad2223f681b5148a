import { z } from 'zod';
import type { Analysis } from '#lib/evidence/analysis.ts';
import { conditionSchema } from '#lib/pilots/condition.ts';
import { decisionSchema } from '#lib/pilots/pilot.ts';
import { stages } from '#lib/pilots/stages.ts';
import { outcomes } from '#lib/pilots/words.ts';
import { voteChoices } from './choices.ts';

const another = z.object({ id: z.string(), outcome: z.enum(outcomes), decided_at: z.string() }).nullable();

const keptVoteSchema = z.object({
	voter: z.string(),
	voter_id: z.string(),
	choice: z.enum(voteChoices),
	reason: z.string(),
	sponsors: z.boolean(),
	counted: z.boolean(),
	why_not: z.enum(['left', 'team', 'recused', 'not of the cabinet']).nullable(),
	/** Counted, and for another outcome than was decided. */
	dissents: z.boolean()
});
export type KeptVote = z.infer<typeof keptVoteSchema>;

/** What `rpc/decision` answers: a decision as it was recorded, with what became of its conditions. */
export const wholeDecisionSchema = decisionSchema.extend({
	pilot: z.object({
		id: z.string(),
		title: z.string(),
		number: z.number().int(),
		stage: z.enum(stages),
		question: z.string()
	}),
	decision_rule: z.enum(['chair after quorum', 'majority']),
	/** The analysis as it stood, with small cells withheld; null where, beside that of today, it would tell of one. */
	evidence: z.custom<Analysis>((value) => typeof value === 'object' && value !== null).nullable(),
	fingerprint: z.string().nullable(),
	evaluator_said: z.object({ recommendation: z.enum(outcomes), by: z.string() }).nullable(),
	met_on: z.string().nullable(),
	brief: z
		.object({ id: z.string(), version: z.number(), frozen_at: z.string(), fingerprint: z.string() })
		.nullable(),
	before: another,
	after: another,
	gates: z
		.array(
			z
				.object({
					act: z.string(),
					criterion: z.string(),
					met: z.boolean(),
					title: z.string().nullish(),
					facts: z.record(z.string(), z.unknown()).nullish()
				})
				.loose()
		)
		.nullable(),
	asked: z.array(conditionSchema),
	/** Null for readers who see the tally alone. */
	votes: z.array(keptVoteSchema).nullable()
});
export type WholeDecision = z.infer<typeof wholeDecisionSchema>;
