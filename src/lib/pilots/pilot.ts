import { z } from 'zod';
import {
	formerAssigneeSchema,
	formerMemberSchema,
	recusalSchema,
	substituteSchema
} from './people-of-pilot.ts';
import { conditionSchema, decidedShape } from './condition.ts';
import { draftingShape } from './drafting.ts';
import { wayPart } from './flow-schema.ts';
import { holdSchema, incidentSchema, waiverSchema } from './holds.ts';
import { joiningShape } from './joining.ts';
import { monitoringBriefSchema } from './monitoring-brief.ts';
import { stages } from './stages.ts';
import { wavesPart } from './waves-part.ts';
import { assignmentRoles, kinds, outcomes, specialties, statuses, teamRoles, tiers } from './words.ts';
import { goalRoles, designs, units } from './plan-words.ts';
import { proposalOf } from './proposal-of.ts';
import { runbookPart } from './runbook-part.ts';

const person = z.object({
	id: z.string(),
	name: z.string(),
	title: z.string(),
	/** Not of the district, appointed to this pilot. */
	outside: z.boolean().optional()
});
const stage = z.enum(stages);
const facts = z.record(z.string(), z.unknown());

export const criterionSchema = z.object({
	criterion: z.string(),
	/** By data, by a signature, or waived. */
	met: z.boolean(),
	/** Why; with `signed` and `waived` where somebody signed or waived it. */
	facts,
	/** What is not required is recommended, and holds no gate. */
	required: z.boolean(),
	how: z.enum(['automatic', 'signed']),
	/** The parts that sign it. */
	signed_by: z
		.array(z.string())
		.nullable()
		.transform((parts) => parts ?? []),
	/** Of the district's own criteria. */
	title: z.string().nullable(),
	may_sign: z.boolean(),
	may_unsign: z.boolean(),
	may_waive: z.boolean()
});
export type MetCriterion = z.infer<typeof criterionSchema>;

/** One act that the map allows from where the pilot is, and what it waits for. */
export const gateSchema = z.object({
	act: z.string(),
	to_stage: stage,
	through: z.string(),
	asks_note: z.boolean(),
	/** Whoever has one of these parts in the pilot may do it. */
	parts: z.array(z.string()),
	mine: z.boolean(),
	/** A hold blocks it now. */
	held: z.boolean(),
	criteria: z.array(criterionSchema)
});
export type Gate = z.infer<typeof gateSchema>;

export const reviewSchema = z.object({
	specialty: z.enum(specialties),
	state: z.enum(['asked', 'signed', 'refused']),
	reason: z.string(),
	reviewer: z.string().nullable(),
	decided_at: z.string().nullable(),
	/** Whether whoever signed stated to have no interest in the tool or its vendor; null where nobody was asked. */
	no_interest: z.boolean().nullable(),
	/** Whether the reader may sign or refuse it. */
	mine: z.boolean()
});
export type Review = z.infer<typeof reviewSchema>;

export const goalSchema = z.object({
	id: z.string(),
	metric_id: z.string(),
	objective_id: z.string(),
	role: z.enum(goalRoles),
	target: z.number().nullable(),
	minimum_effect: z.number().nullable(),
	planned_sd: z.number().nullable(),
	guardrail_limit: z.number().nullable(),
	margin: z.number().nullable(),
	metric: z.string(),
	unit: z.string(),
	kind: z.enum(['mean', 'proportion', 'count', 'total']),
	better: z.enum(['higher', 'lower']),
	about: z.enum(['students', 'staff survey', 'things']),
	objective: z.string()
});
export type Goal = z.infer<typeof goalSchema>;

export const planSchema = z.object({
	design: z.enum(designs),
	assignment_unit: z.enum(units),
	analysis_unit: z.enum(units),
	groups_per_arm: z.number().nullable(),
	people_per_arm: z.number().nullable(),
	icc: z.number().nullable(),
	pretest_r2: z.number().nullable(),
	outcome_period: z.string(),
	strata: z.array(z.string()),
	/** Plans and amendments from before the question was asked have no answer. */
	early_stopping: z.boolean().default(false),
	effect_spread: z.number().nullable().default(null),
	locked_at: z.string().nullable()
});
export type Plan = z.infer<typeof planSchema>;

export const decisionSchema = z.object({
	id: z.string(),
	outcome: z.enum(outcomes),
	rationale: z.string(),
	decided_at: z.string(),
	decided_by: z.string(),
	tally: z.record(z.string(), z.number()),
	permitted: z.array(z.enum(outcomes)).nullable(),
	within_permitted: z.boolean(),
	with_majority: z.boolean(),
	override_reason: z.string(),
	seconded_by: z.string().nullable(),
	next_review: z.string().nullable(),
	...decidedShape
});
export type Decision = z.infer<typeof decisionSchema>;

export const activitySchema = z.object({
	at: z.string(),
	/** Null for what happened by itself. */
	actor: z.string().nullable(),
	record: z.string(),
	verb: z.string(),
	facts
});
export type Activity = z.infer<typeof activitySchema>;

/** One pilot, whole: what `rpc/pilot` answers. */
export const pilotSchema = z.object({
	...proposalOf.shape,
	id: z.string(),
	/** Short number within the district, shown as P-0142. */
	number: z.number().int(),
	/** How often the proposal was saved. */
	revision: z.number().int(),
	title: z.string(),
	kind: z.enum(kinds),
	stage,
	stage_since: z.string(),
	/** Whole days in the stage. */
	days: z.number(),
	status: z.enum(statuses),
	overdue: z.boolean(),
	proposed_at: z.string().nullable(),
	launched_at: z.string().nullable(),
	problem: z.string(),
	who_affected: z.string(),
	benefit: z.string(),
	how_we_know: z.string(),
	tool: z.string(),
	students_take_part: z.boolean().nullable(),
	under_13: z.boolean().nullable(),
	personal_data: z.boolean().nullable(),
	decides_about_people: z.boolean().nullable(),
	risk_tier: z.enum(tiers).nullable(),
	risk_reason: z.string(),
	computed_tier: z.enum(tiers).nullable(),
	decision_question: z.string(),
	stop_rule: z.string(),
	budget_once: z.number().nullable(),
	budget_yearly: z.number().nullable(),
	cycle_end: z.string().nullable(),
	wake_on: z.string().nullable(),
	operating_owner: z.string(),
	operating_budget: z.string(),
	next_review: z.string().nullable(),
	people_told_on: z.string().nullable(),
	access_revoked_on: z.string().nullable(),
	lesson: z.string(),
	/** What the reader is to this pilot: 'lead', 'team', 'sponsor', 'cabinet', 'admin' … */
	my_parts: z.array(z.string()),
	/** Left the team, but was on it since the pilot was proposed; or recused themselves. */
	kept_out: z.boolean(),
	kept_out_why: z.enum(['team', 'recused']).nullable(),
	i_recused: z.boolean(),
	on_hold: z.boolean(),
	holds: z.array(holdSchema),
	may_hold: z.boolean(),
	incidents: z.array(incidentSchema),
	/** Of every gate that it ever stood at. */
	waivers: z.array(waiverSchema),
	recusals: z.array(recusalSchema),
	former_team: z.array(formerMemberSchema),
	former_assignments: z.array(formerAssigneeSchema),
	substitutes: z.array(substituteSchema),
	/** The parts for which nobody is eligible, told to admins. */
	nobody_for: z.array(z.string()),
	objectives: z.array(z.object({ id: z.string(), code: z.string(), title: z.string() })),
	sites: z.array(z.object({ id: z.string(), name: z.string() })),
	team: z.array(person.extend({ role: z.enum(teamRoles) })),
	assignments: z.array(person.extend({ role: z.enum(assignmentRoles) })),
	reviews: z.array(reviewSchema),
	plan: planSchema.nullable(),
	goals: z.array(goalSchema),
	gates: z.array(gateSchema),
	evaluation: z
		.object({ summary: z.string(), recommendation: z.enum(outcomes), by: z.string(), at: z.string() })
		.nullable(),
	results: z.object({ rows: z.number(), waiting: z.number() }),
	docket: z
		.object({
			opened_at: z.string(),
			/** The meeting's id, and whether it is in session now: its room is open then. */
			meeting: z.string().nullish(),
			in_session: z.boolean().nullish(),
			/** Null while members may still vote. */
			voting_closed_at: z.string().nullish(),
			/** Whether the cabinet votes on it: not on a matter of a pilot that goes on. */
			voted_on: z.boolean().nullish(),
			held_on: z.string().nullable(),
			chair: z.string().nullable(),
			i_chair: z.boolean().nullable(),
			i_vote: z.boolean(),
			votes: z.number(),
			quorum: z.number()
		})
		.nullable(),
	decisions: z.array(decisionSchema),
	/** How it comes to more sites; null for a pilot that was never scaled. */
	waves: wavesPart.nullish(),
	/** What its decisions ask for, what is open first. */
	conditions: z.array(conditionSchema).nullish(),
	/** How it came to where it is: its last move, and none before the first. */
	activity: z.array(activitySchema),
	monitoring: monitoringBriefSchema.nullish(),
	...draftingShape,
	...joiningShape,
	/** Of a pilot that is sunset or retired. */
	runbook: runbookPart.nullish(),
	...wayPart
});
export type Pilot = z.infer<typeof pilotSchema>;
