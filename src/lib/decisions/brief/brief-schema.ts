import { z } from 'zod';
import type { Analysis } from '#lib/evidence/analysis.ts';
import { analysisFileSchema } from '#lib/evidence/analysis-file.ts';
import { evidenceInputSchema } from '#lib/evidence/input.ts';
import { fidelities, verdicts } from '#lib/evidence/report.ts';
import { outcomes } from '#lib/evidence/terms.ts';
import { forecastsSchema } from '#lib/pilots/forecasts.ts';
import { glyphSchema } from '#lib/pilots/pipeline.ts';
import { planSchema } from '#lib/pilots/pilot.ts';
import { stages } from '#lib/pilots/stages.ts';
import { assignmentRoles, kinds, teamRoles } from '#lib/pilots/words.ts';
import { risksSchema } from './risks-schema.ts';

const date = z.string();
const facts = z.record(z.string(), z.unknown());
const outcome = z.enum(outcomes);

const pilotSchema = z.object({
	id: z.string(),
	number: z.number().int(),
	title: z.string(),
	kind: z.enum(kinds),
	stage: z.enum(stages),
	problem: z.string(),
	question: z.string(),
	stop_rule: z.string(),
	launched_at: date.nullable(),
	cycle_end: date.nullable(),
	overdue: z.boolean().nullable(),
	classes: z.number().nullable(),
	people: z.number().nullable(),
	budget_once: z.number().nullable(),
	budget_yearly: z.number().nullable(),
	payer: z.string(),
	next_review: date.nullable()
});

const rowSchema = evidenceInputSchema.shape.rows.element.extend({ source: z.string().default('') });
export type BriefRow = z.infer<typeof rowSchema>;

const evidenceSchema = z.object({
	/** Null where none was computed, where it is withheld, and where it is out of date and the pilot runs. */
	analysis: z.custom<Analysis>((value) => typeof value === 'object').nullable(),
	computed_at: date.nullable(),
	fingerprint: z.string().nullable(),
	permitted: z.array(outcome),
	glyph: glyphSchema.nullable(),
	/** Results of subgroups, which the groups of the brief are drawn up from. */
	subgroups: z.array(rowSchema)
});

const opinionSchema = z.object({ verdict: z.enum(verdicts), remarks: z.string(), by: z.string(), at: date });

const evaluationSchema = z.object({
	summary: z.string(),
	recommendation: outcome,
	report: z
		.looseObject({
			findings: z.string(),
			limits: z.string(),
			reasons: z.string(),
			fidelity: z.enum(fidelities),
			fidelity_note: z.string(),
			/** Each of the ten factors with its rating. */
			factors: z.record(z.string(), z.looseObject({ rating: z.string() }))
		})
		.nullable(),
	by: z.string(),
	at: date,
	opinions: z.array(opinionSchema),
	/** Who is asked for a second opinion and has not given it. */
	asked: z.array(z.string())
});

const conditionSchema = z.looseObject({
	words: z.string(),
	owner: z.string(),
	due_on: date,
	state: z.enum(['open', 'reported', 'met', 'lifted']),
	overdue: z.boolean()
});

export const contentSchema = z.object({
	pilot: pilotSchema,
	objectives: z.array(z.object({ code: z.string(), title: z.string() })),
	sites: z.array(z.string()),
	team: z.array(z.object({ name: z.string(), role: z.enum(teamRoles) })),
	assignments: z.array(z.object({ name: z.string(), role: z.enum(assignmentRoles) })),
	plan: planSchema.nullable(),
	/** Since the plan was first locked, the latest first. */
	amendments: z.array(z.object({ at: date, by: z.string(), reason: z.string(), results: z.number() })),
	evidence: evidenceSchema,
	forecasts: forecastsSchema.shape.rows,
	/** The newest round of educators of which something is told. */
	educators: z
		.looseObject({
			period: z.string(),
			results: z.custom<import('#lib/evidence/feedback/feedback.ts').Results>(
				(value) => typeof value === 'object' && value !== null
			)
		})
		.nullable(),
	evaluation: evaluationSchema.nullable(),
	risks: risksSchema,
	conditions: z.array(conditionSchema),
	decisions: z.array(
		z.object({
			outcome,
			rationale: z.string(),
			at: date,
			by: z.string(),
			tally: z.record(z.string(), z.number()),
			within_permitted: z.boolean(),
			different: z.string().default('')
		})
	),
	/** What a district asks before it scales, and what either way would take: facts under names of their own, empty where none is on record. */
	contract: facts.nullish(),
	scaling: facts.nullish(),
	sunset: facts.nullish(),
	criteria: z.array(
		z.object({
			act: z.enum(['scale', 'extend']),
			criterion: z.string(),
			met: z.boolean(),
			required: z.boolean(),
			title: z.string().nullable(),
			facts
		})
	),
	/** What the analysis was computed from; only where it was asked for. */
	input: evidenceInputSchema
		.omit({ fingerprint: true, rows: true })
		.extend({
			rows: z.array(rowSchema),
			looks: analysisFileSchema.shape.looks,
			plan: evidenceInputSchema.shape.plan
				.unwrap()
				.extend({ locked_at: date.nullable().default(null) })
				.nullable()
		})
		.optional()
});
export type Content = z.infer<typeof contentSchema>;

/** What `rpc/brief` answers, and `rpc/packet` for each item. */
export const briefSchema = z.object({
	id: z.string().nullable(),
	/** From the record of this moment; as it was when its item opened; or on the evidence that its decision saw. */
	state: z.enum(['live', 'frozen', 'decided']),
	version: z.number().nullable(),
	frozen_at: date.nullable(),
	frozen_by: z.string().nullable(),
	fingerprint: z.string().nullable(),
	/** Whether the reader sees small groups. */
	everything: z.boolean(),
	/** Its figures beside those of today would tell of a small group, so they are not told. */
	withheld: z.boolean(),
	/** The analysis stands on the results of this moment. */
	current: z.boolean(),
	content: contentSchema
});
export type Brief = z.infer<typeof briefSchema>;

const versionSchema = z.object({
	id: z.string(),
	version: z.number(),
	frozen_at: date,
	by: z.string().nullable(),
	fingerprint: z.string(),
	decided: outcome.nullable()
});

export const toldSchema = briefSchema.extend({
	docket: z
		.object({
			item: z.string(),
			reason: z.string(),
			meeting: z.string().nullable(),
			held_on: date.nullable(),
			chair: z.string().nullable(),
			open: z.boolean()
		})
		.nullable(),
	/** The newest first. */
	versions: z.array(versionSchema)
});
export type Told = z.infer<typeof toldSchema>;
