import { touches } from './amended.ts';
import { byStratum, overall, toldArms, type Arms, type Strata } from './cells.ts';
import { clusteringOf, countsGroups } from './clustering.ts';
import { earlyOf, lookedWithin, type Early, type Looking, type Within } from './early.ts';
import type { ReportedEffect } from './effect.ts';
import { effectOf, effectWithin, type Contrast } from './effects.ts';
import { examine, type HealthCheck } from './health.ts';
import type { EvidenceInput, Goal, Metric, Plan } from './input.ts';
import { lookOf, type Look } from './look.ts';
import { compares, isJudged } from './terms.ts';
import { withWeeks } from './more-needed.ts';
import { recommend, type Recommendation } from './recommendation.ts';
import { rowsOf, type RowCounts } from './rows.ts';
import { samplesOf, scarce } from './sample.ts';
import { tierOf, type TierResult } from './tier.ts';
import { judge, reached, type Verdict } from './verdict.ts';
export { shown } from './shown.ts';

/** An outcome goal as it was judged, so that a kept analysis explains itself years later. Numbers in the metric's own unit. */
export type JudgedGoal = {
	id: string;
	metricId: string;
	role: Goal['role'];
	objective: string;
	name: string;
	unit: string;
	kind: Metric['kind'];
	better: Metric['better'];
	about: Metric['about'];
	domain: Metric['domain'];
	/** What it says beside the outcomes: how much it was used, saved, checked and cost. */
	measures: Metric['measures'];
	target: number | null;
	minimumEffect: number | null;
	limit: number | null;
	margin: number | null;
	/** What each n of its rows counts. */
	counts: 'people' | 'groups';
};

export type ReportedStratum = { stratum: string; arms: Arms; effect: ReportedEffect | null };

/** What the numbers of one outcome goal say. */
export type OutcomeResult = {
	goal: JudgedGoal;
	rows: RowCounts;
	/** Everything that counts, added up. */
	arms: Arms;
	effect: ReportedEffect | null;
	/** The same within each stratum, in order; empty where rows name none. */
	strata: ReportedStratum[];
	/** The pilot's level against its target; null where there is none. */
	target: { level: number | null; target: number; reached: boolean | null } | null;
	verdict: Verdict;
	/** What goes on record when somebody looks at it; only of outcomes that are judged, and only while the pilot runs. */
	look?: Look;
	/** Its effect had shares near none or all been what is told of them; dropped from what people are shown. */
	hidden?: { effect: ReportedEffect | null };
};

/** Raised when the rules or the shape change, so that analyses kept by an earlier version are computed anew. */
export const ANALYSIS_VERSION = 3;

/** What a pilot's numbers may be said to show. Keys and figures; the words are the page's. */
export type Analysis = {
	version: typeof ANALYSIS_VERSION;
	pilot: string;
	design: Plan['design'] | null;
	/** The outcome period that the plan counts. */
	period: string | null;
	/** How often the plan was amended since it was locked, and when last: it is judged by the plan as amended. Absent where never. */
	amended?: { times: number; last: string };
	/** Read before its time. Absent where the fixed intervals decide. */
	early?: Early;
	/** Groups about people under this size are withheld from most. */
	minimumGroup: number;
	outcomes: OutcomeResult[];
	/** Worst first within each outcome. */
	health: HealthCheck[];
	recommendation: Recommendation;
	/** What its results could support under the Every Student Succeeds Act. */
	tier: TierResult;
};

const roles: Goal['role'][] = ['primary', 'key', 'secondary', 'guardrail'];

function judgedGoal(goal: Goal, plan: Plan | null, arms: Arms): JudgedGoal {
	const { metric } = goal;
	return {
		id: goal.id,
		metricId: goal.metric_id,
		role: goal.role,
		objective: goal.objective,
		name: metric.name,
		unit: metric.unit,
		kind: metric.kind,
		better: metric.better,
		about: metric.about,
		domain: metric.domain,
		measures: metric.measures,
		target: goal.target,
		minimumEffect: goal.minimum_effect,
		limit: goal.guardrail_limit,
		margin: goal.margin,
		counts: plan && countsGroups(plan, goal, arms.pilot.outcome) ? 'groups' : 'people'
	};
}

/** The effect over all strata and within each; with intervals that allow for looking where results are read before their time. */
function effects(arms: Arms, parts: Strata, contrast: Contrast, looking: Looking | null): Within {
	const within = effectWithin(arms, parts, contrast);
	return looking ? lookedWithin(arms, contrast, within, looking) : within;
}

/** The effect with shares near none or all as they are told; null where there are none. */
function toldEffect(
	arms: Arms,
	{ strata, leftOut }: Strata,
	contrast: Contrast,
	looking: Looking | null
): ReportedEffect | null {
	const cells = [arms.pilot.baseline, arms.pilot.outcome, arms.comparison.baseline, arms.comparison.outcome];
	if (!cells.some((cell) => cell?.hidden?.ends)) return null;
	const parts = strata.map((part) => ({ ...part, arms: toldArms(part.arms) }));
	return effects(toldArms(arms), { strata: parts, leftOut, mixed: false }, contrast, looking).effect;
}

type Judged = { outcome: OutcomeResult; health: HealthCheck[] };

function outcomeOf(goal: Goal, input: EvidenceInput, early: Early | null): Judged {
	const { plan } = input;
	const looking = plan && early ? { plan, goal } : null;
	const rows = rowsOf(goal, input);
	const arms = overall(rows, goal);
	const against = plan && compares(plan) ? 'comparison' : 'baseline';
	const clustering = plan && clusteringOf(plan, goal, arms);
	const contrast: Contrast = { kind: goal.metric.kind, against, clustering };
	const parts = byStratum(rows, goal, (some) => effectOf(some, contrast) !== null);
	const { effect, strata, leftOut } = plan
		? effects(arms, parts, contrast, looking)
		: { effect: null, strata: [], leftOut: [] };
	const told = effect && toldEffect(arms, parts, contrast, looking);
	const amendments = input.amendments.filter((one) => touches(one, goal.metric_id));
	const running = early?.running ?? false;
	const health = examine({
		goal,
		plan,
		rows,
		arms,
		effect,
		strata,
		leftOut,
		mixed: parts.mixed,
		amendments,
		running
	});
	const level = arms.pilot.outcome?.level ?? null;
	const met = reached(goal, level);
	const verdict = judge({
		goal,
		plan,
		arms,
		effect,
		counts: rows.counts,
		early,
		invalid: health.some(({ severity }) => severity === 'invalid'),
		scarce: plan && arms.pilot.outcome ? scarce(samplesOf(plan, goal, arms)) : []
	});
	const target =
		met === null || level === null || goal.target === null
			? null
			: { level, target: goal.target, reached: met };
	return {
		outcome: {
			goal: judgedGoal(goal, plan, arms),
			rows: rows.counts,
			arms,
			effect,
			strata,
			target,
			verdict,
			...(running && effect && isJudged(goal) && { look: lookOf(effect) }),
			...(told && { hidden: { effect: told } })
		},
		health
	};
}

/**
 * Judges a pilot from its plan, goals and group summaries: each outcome with its effect and verdict (primary, key, secondary, guardrail),
 * what speaks against trusting the numbers, and what the cabinet may decide on them. Pure: the same input gives the same analysis.
 * RangeError: a group summary that cannot be (events above n, a negative standard deviation); the database takes none.
 */
export function analyse(input: EvidenceInput): Analysis {
	const goals = [...input.goals].sort(
		(a, b) =>
			roles.indexOf(a.role) - roles.indexOf(b.role) || a.metric.name.localeCompare(b.metric.name, 'en')
	);
	const early = earlyOf(input);
	const results = goals.map((goal) => outcomeOf(goal, input, early));
	const outcomes = results.map(({ outcome }) => outcome);
	const last = input.amendments.at(-1);
	return {
		version: ANALYSIS_VERSION,
		pilot: input.pilot.id,
		design: input.plan?.design ?? null,
		period: input.plan?.outcome_period ?? null,
		minimumGroup: input.pilot.minimum_group,
		outcomes,
		health: results.flatMap(({ health }) => health),
		recommendation: withWeeks(recommend(input.plan, goals, outcomes, early), input, outcomes),
		tier: tierOf(input, results),
		...(early && { early }),
		...(last && { amended: { times: input.amendments.length, last: last.at } })
	};
}
