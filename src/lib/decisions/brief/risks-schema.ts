import { z } from 'zod';
import { incidentKinds, incidentStates, severities } from '#lib/pilots/incident-words.ts';
import { specialties, tiers } from '#lib/pilots/words.ts';

const date = z.string();

/** What a brief says of risks: the tier, what is done about it, reviews and findings, what happened, principles and training. */
export const risksSchema = z.object({
	tier: z.enum(tiers).nullable(),
	tier_reason: z.string(),
	computed_tier: z.enum(tiers).nullable(),
	residual: z.object({ level: z.enum(tiers), reason: z.string(), by: z.string(), at: date }).nullable(),
	mitigations: z.array(
		z.object({
			what: z.string(),
			owner: z.string(),
			due_on: date,
			state: z.enum(['open', 'done']),
			overdue: z.boolean()
		})
	),
	families: z.looseObject({
		applies: z.boolean(),
		met: z.boolean(),
		asked: z.array(z.looseObject({ kind: z.string(), state: z.string() }))
	}),
	tools: z.array(z.looseObject({ id: z.string(), name: z.string(), state: z.string() })),
	agreements: z.record(z.string(), z.unknown()),
	reviews: z.array(
		z.object({
			specialty: z.enum(specialties),
			state: z.enum(['asked', 'signed', 'refused']),
			reason: z.string(),
			reviewer: z.string().nullable(),
			decided_at: date.nullable()
		})
	),
	waivers: z.array(
		z.object({
			act: z.string(),
			criterion: z.string(),
			by: z.string(),
			at: date,
			reason: z.string(),
			title: z.string().nullable()
		})
	),
	findings: z.object({
		closed: z.number(),
		open: z.array(
			z.object({
				severity: z.enum(['blocking', 'major', 'minor']),
				specialty: z.string(),
				title: z.string(),
				state: z.string(),
				owner: z.string(),
				due_on: date
			})
		)
	}),
	incidents: z.array(
		z.object({
			kind: z.enum(incidentKinds),
			severity: z.enum(severities),
			state: z.enum(incidentStates),
			occurred_on: date
		})
	),
	holds: z.array(z.object({ reason: z.string(), by: z.string().nullable(), at: date })),
	principles: z.looseObject({
		asked: z.number(),
		answered: z.number(),
		concerns: z.array(z.object({ code: z.string(), title: z.string(), mark: z.string() }))
	}),
	training: z.looseObject({
		met: z.boolean(),
		people: z.number().nullish(),
		lacking: z.array(z.looseObject({ name: z.string() })).nullish()
	})
});
