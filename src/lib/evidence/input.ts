import { z } from 'zod';
import { arms, phases } from './terms.ts';

const number = z.number().nullable().default(null);
const label = z.string().nullable().default(null);

const unit = z.enum(['student', 'class', 'school', 'staff', 'thing']);

const metricSchema = z.object({
	id: z.string(),
	name: z.string(),
	meaning: z.string().default(''),
	unit: z.string(),
	kind: z.enum(['mean', 'proportion', 'count', 'total']),
	better: z.enum(['higher', 'lower']),
	about: z.enum(['students', 'staff survey', 'things']),
	domain: z.enum(['achievement', 'other']).default('other'),
	measures: z.enum(['outcome', 'use', 'minutes saved', 'minutes checking', 'cost']).default('outcome')
});

const planSchema = z.object({
	design: z.enum(['randomized', 'matched comparison', 'before and after', 'monitoring only']),
	assignment_unit: unit,
	analysis_unit: unit,
	groups_per_arm: number,
	people_per_arm: number,
	icc: number,
	pretest_r2: number,
	outcome_period: z.string(),
	strata: z.array(z.string()).default([])
});

const goalSchema = z.object({
	id: z.string(),
	metric_id: z.string(),
	objective: z.string().default(''),
	role: z.enum(['primary', 'key', 'secondary', 'guardrail']),
	// In the metric's own unit; for a proportion that is the share from 0 to 1, for a count the rate per unit of exposure.
	target: number,
	minimum_effect: number,
	planned_sd: number,
	guardrail_limit: number,
	margin: number,
	metric: metricSchema
});

const rowSchema = z.object({
	id: z.string(),
	metric_id: z.string(),
	arm: z.enum(arms),
	phase: z.enum(phases),
	period: z.string(),
	measured_on: z.string(),
	site: label,
	stratum: label,
	subgroup: label,
	n: number,
	mean: number,
	sd: number,
	events: number,
	exposure: number,
	value: number,
	clusters: number,
	cluster_sd: number,
	correlation: number,
	accepted: z.boolean(),
	withheld: z.boolean().default(false)
});

/** A plan with its goals as it was or became, for telling which outcomes an amendment touches. */
const wholeSchema = z.object({
	plan: z.record(z.string(), z.unknown()).nullable(),
	goals: z.array(z.object({ metric_id: z.string() }).loose())
});

const amendmentSchema = z.object({
	at: z.string(),
	reason: z.string(),
	/** Results of the period that counted there were by then. */
	results: z.number(),
	was: wholeSchema,
	became: wholeSchema
});

/** What the database's `evidence_input` answers. */
export const evidenceInputSchema = z.object({
	pilot: z.object({
		id: z.string(),
		launched_at: z.string().nullable().default(null),
		cycle_end: z.string().nullable().default(null),
		/** Groups about people under this size are withheld; the district's setting. */
		minimum_group: z.number().default(10)
	}),
	plan: planSchema.nullable(),
	goals: z.array(goalSchema),
	rows: z.array(rowSchema),
	/** Since the plan was locked, the oldest first; `plan` and `goals` are those of the last one. */
	amendments: z.array(amendmentSchema).default([]),
	fingerprint: z.string()
});

/** Everything that an analysis reads, as the database's `evidence_input` gives it: nothing but plan, goals and group summaries. */
export type EvidenceInput = z.infer<typeof evidenceInputSchema>;
export type Plan = z.infer<typeof planSchema>;
export type Goal = z.infer<typeof goalSchema>;
export type Metric = z.infer<typeof metricSchema>;
export type Amendment = z.infer<typeof amendmentSchema>;
export type Row = z.infer<typeof rowSchema>;

export { compares, type Arm, type Outcome, type Phase } from './terms.ts';
