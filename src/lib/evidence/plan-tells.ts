import { isShare } from '#lib/pilots/goal-words.ts';
import type { Metric } from '#lib/pilots/choices-schema.ts';
import type { GoalRow, PlanValues } from '#lib/pilots/plan-values.ts';
import { designs, units, type Design } from '#lib/pilots/plan-words.ts';
import {
	changesOf,
	curveOf,
	detects,
	layoutOf,
	pretestOf,
	type Change,
	type Layout,
	type Planned,
	type Point
} from './plan-power.ts';
import { reachableTier, type TierReach } from './plan-tier.ts';
import { recommendationRules, type RecommendationRule } from './recommendation.ts';
import { compares, type Outcome } from './terms.ts';

/** What is read of a metric that the form offers. */
type Offered = Pick<Metric, 'id' | 'name' | 'unit' | 'kind' | 'better' | 'about' | 'measures'>;

/** The primary outcome as a plan being typed has it. Numbers in the metric's own unit. */
export type TypedGoal = Pick<Offered, 'name' | 'unit' | 'kind' | 'better' | 'about'> & {
	minimum: number | null;
	target: number | null;
	/** The spread, planned or that of the share aimed for. */
	sd: number | null;
};

/** What a plan can ever tell, before the first result: figures and keys, for the page to say. */
export type PlanTells = {
	design: Design | null;
	/** Why nothing is known of what it can find; null where it is. */
	open: 'no design' | 'no comparison' | 'no numbers' | 'too few' | null;
	layout: Layout | null;
	/** The smallest effects found four times out of five, in standard deviations: as planned, without and with a pretest. */
	effect: number | null;
	without: number | null;
	withPretest: number | null;
	/** What the pretest explains that `withPretest` speaks of, and whether the plan has it. */
	r2: number;
	pretest: boolean;
	/** The same plan with more units: what a larger one would bring. */
	larger: { units: number; effect: number } | null;
	curve: Point[];
	changes: Change[];
	goal: TypedGoal | null;
	/** In the metric's unit, and what matters in standard deviations. */
	detectable: number | null;
	minimumSd: number | null;
	/** Names of the other outcomes: what it can judge instead. */
	used: string[];
	staff: string[];
	guardrails: string[];
	tier: TierReach;
	rules: { rule: RecommendationRule; permitted: readonly Outcome[] }[];
	/** Whether a clear result may end it early. */
	mayStop: boolean;
	period: string;
	strata: string[];
	people: number | null;
	groups: number | null;
	counted: Planned['analysis_unit'] | null;
};

/** What it costs or saves those who work with it: minutes and money, and whatever else staff are asked. */
const isWorkload = ({ about, measures }: Offered) =>
	measures === 'outcome' ? about === 'staff survey' : measures !== 'use';

/** A number while it is typed: null for what is none yet, or none that may be. */
function number(typed: string, may: (value: number) => boolean): number | null {
	const text = typed.replaceAll(/[,\s]/g, '');
	const value = text === '' ? NaN : Number(text);
	return Number.isFinite(value) && may(value) ? value : null;
}
const count = (typed: string) =>
	number(typed, (value) => Number.isInteger(value) && value > 0 && value < 1e9);
const share = (typed: string) => number(typed, (value) => value >= 0 && value < 1);
const positive = (typed: string) => number(typed, (value) => value > 0);

/** The spread of a share follows from the share; of anything else somebody has to know it. */
function typedGoal(row: GoalRow, metric: Offered): TypedGoal {
	const target = number(row.target, () => true);
	const spread =
		isShare(metric) && target !== null && target > 0 && target < 1 ? Math.sqrt(target * (1 - target)) : null;
	const { name, unit, kind, better, about } = metric;
	const sd = positive(row.planned_sd) ?? spread;
	return { name, unit, kind, better, about, target, sd, minimum: positive(row.minimum_effect) };
}

/** Which of the rules can come to hold with such a design; a total has no interval to be judged by. */
function rulesFor(
	plan: Pick<Planned & { design: Design }, 'design'>,
	goal: TypedGoal | null,
	{ wide, costed }: { wide: boolean; costed: boolean }
) {
	const judged = compares(plan) && goal?.kind !== 'total';
	const never: RecommendationRule[] = [
		...(judged && costed ? [] : (['no worse and cheaper'] as const)),
		// Nobody decides until then; what may be stopped early is said beside the rules.
		'still running',
		...(judged
			? (['no comparison'] as const)
			: (['clear gain', 'harm', 'no gain that matters', 'invalid', 'otherwise'] as const)),
		...(judged && wide ? [] : (["this design can't tell"] as const))
	];
	return recommendationRules
		.filter(({ rule }) => !never.includes(rule))
		.map(({ rule, permitted }) => ({ rule, permitted: [...permitted] }));
}

/**
 * What a plan can ever tell, from what is typed into its form: whatever is no number yet is not known, and nothing is refused.
 * `metrics` are those that the form offers; `sites` how many the pilot is at.
 */
export function planTells(
	values: PlanValues,
	{ metrics, sites }: { metrics: readonly Offered[]; sites: number }
): PlanTells {
	const design = designs.find((one) => one === values.design) ?? null;
	const plan = {
		design: design ?? ('monitoring only' as const),
		assignment_unit: units.find((one) => one === values.assignment_unit) ?? 'student',
		analysis_unit: units.find((one) => one === values.analysis_unit) ?? 'student',
		groups_per_arm: count(values.groups_per_arm),
		people_per_arm: count(values.people_per_arm),
		icc: share(values.icc),
		pretest_r2: share(values.pretest_r2)
	};
	const chosen = values.goals.flatMap((row) => {
		const metric = metrics.find(({ id }) => id === row.metric_id);
		return metric ? [{ row, metric }] : [];
	});
	const primary = chosen.find(({ row }) => row.role === 'primary');
	const goal = primary ? typedGoal(primary.row, primary.metric) : null;
	const namesOf = (which: (one: (typeof chosen)[number]) => boolean) =>
		chosen.filter((one) => one !== primary && which(one)).map(({ metric }) => metric.name);

	// Without a planned correlation, students are as alike in a group as they are in achievement: the careful side.
	const domain = (goal?.about ?? 'students') === 'students' ? 'achievement' : 'other';
	const laidOut =
		values.assignment_unit !== '' && values.analysis_unit !== '' ? layoutOf(plan, domain) : null;
	const layout = design && compares({ design }) ? laidOut : null;
	const r2 = pretestOf(plan);
	const planned = plan.pretest_r2 ?? 0;
	const effect = layout && detects(layout, planned);
	const minimumSd = goal?.sd && goal.minimum ? goal.minimum / goal.sd : null;
	const more = layout && (layout.units < 40 ? 40 : 2 * layout.units);
	const moreFinds = layout && more ? detects({ ...layout, units: more }, planned) : null;
	const detectable = effect !== null && goal?.sd ? effect * goal.sd : null;
	// Nothing is cheaper unless what both ways cost is measured, and no worse unless the plan says how much worse that is.
	const costed =
		number(primary?.row.margin ?? '', () => true) !== null &&
		chosen.some(({ metric }) => metric.measures === 'cost' && metric.kind === 'total');
	const wide = detectable !== null && goal?.minimum != null ? detectable > goal.minimum : effect === null;
	return {
		design,
		open: !design
			? 'no design'
			: !compares({ design })
				? 'no comparison'
				: !layout
					? 'no numbers'
					: effect === null
						? 'too few'
						: null,
		layout,
		effect,
		without: layout && detects(layout, 0),
		withPretest: layout && detects(layout, r2),
		r2,
		pretest: planned > 0,
		larger: more !== null && moreFinds !== null ? { units: more, effect: moreFinds } : null,
		curve: layout ? curveOf(layout, r2) : [],
		changes: layout ? changesOf(layout, plan, minimumSd) : [],
		goal,
		detectable,
		minimumSd,
		used: namesOf(({ metric, row }) => row.role !== 'guardrail' && metric.measures === 'use'),
		staff: namesOf(({ metric, row }) => row.role !== 'guardrail' && isWorkload(metric)),
		guardrails: namesOf(({ row }) => row.role === 'guardrail'),
		tier: reachableTier({ plan, primary: goal, sites }),
		rules: design ? rulesFor({ design }, goal, { wide, costed }) : [],
		mayStop: values.early_stopping === 'true',
		period: values.outcome_period.trim(),
		strata: values.strata
			.split(',')
			.map((part) => part.trim())
			.filter(Boolean),
		people: plan.people_per_arm,
		groups: plan.groups_per_arm,
		counted: units.find((one) => one === values.analysis_unit) ?? null
	};
}
