import type { Arms } from './cells.ts';
import { firstMatch, type Facts } from './decide.ts';
import type { Early } from './early.ts';
import { benefitOf, type Effect } from './effect.ts';
import type { Goal, Metric, Plan } from './input.ts';
import { compares } from './terms.ts';
import type { RowCounts } from './rows.ts';
import type { Sample } from './sample.ts';
import { nonInferiority } from './statistics/index.ts';
import { earlyRules, guardrailRules, judgedRules, secondaryRules, type VerdictKey } from './verdict-rules.ts';

/** Why nothing can be judged. */
export type Missing =
	| 'no plan'
	| 'no results'
	| 'nothing accepted'
	| 'other periods only'
	| 'no comparison'
	| 'no baseline'
	| 'no target'
	| 'no interval'
	| 'too few to have looked';

/** What the numbers of an outcome may be said to show, and the rule that said so. */
export type Verdict = {
	verdict: VerdictKey;
	rule: string;
	facts: {
		missing: Missing | null;
		/** Which way a change went, for those who gain by it. */
		direction: 'better' | 'worse' | 'none' | null;
		/** Guardrails: whether the limit is one on the change or on the level itself. */
		limitOn: 'change' | 'level' | null;
		samples: Sample[];
	};
};

export type Judged = {
	goal: Goal;
	plan: Plan | null;
	arms: Arms;
	effect: Effect | null;
	counts: RowCounts;
	/** Read before its time. */
	early: Early | null;
	invalid: boolean;
	/** Samples under a tenth of plan. */
	scarce: Sample[];
};

/** A limit on the level: of a count its rate, of a total its value. Of means and proportions the limit is one on the change. */
const limitsLevel = ({ metric }: Goal) => metric.kind === 'count' || metric.kind === 'total';

/** Judged by its level alone: totals, and what is only monitored and has no time before. */
const byLevel = ({ goal, plan, arms }: Judged) =>
	goal.metric.kind === 'total' || (plan?.design === 'monitoring only' && arms.pilot.baseline === null);

function missingOf(judged: Judged): Missing | null {
	const { goal, plan, arms, effect, counts, early } = judged;
	if (!plan) return 'no plan';
	const { outcome, baseline } = arms.pilot;
	if (!outcome || outcome.level === null) {
		if (counts.selfReported > 0) return 'nothing accepted';
		return counts.otherPeriods > 0 ? 'other periods only' : 'no results';
	}
	if (goal.role === 'guardrail' && limitsLevel(goal)) return null;
	if (byLevel(judged)) return goal.target === null && goal.role !== 'secondary' ? 'no target' : null;
	if (compares(plan) && !arms.comparison.outcome) return 'no comparison';
	if (!compares(plan) && !baseline) return 'no baseline';
	if (!effect) return 'no results';
	if (effect.low !== null || goal.role === 'guardrail') return null;
	if (effect.early !== 'too few') return 'no interval';
	// While it runs there may be more to come, and what is only described needs no interval.
	return early?.running || goal.role === 'secondary' ? null : 'too few to have looked';
}

/**
 * Whether a figure is on the wrong side of a bound. What is there but for rounding is not: 0.75 less 0.8 is 0.05 to everybody but a
 * computer, and a pilot that is exactly at its limit has kept it.
 */
export function isBeyond(value: number, bound: number, better: Metric['better']): boolean {
	const beyond = better === 'higher' ? bound - value : value - bound;
	return beyond > 1e-12 + 1e-9 * Math.max(Math.abs(value), Math.abs(bound));
}

/** Whether a level reached its target; null where either isn't known. */
export function reached({ metric, target }: Goal, level: number | null): boolean | null {
	return target === null || level === null ? null : !isBeyond(level, target, metric.better);
}

function guardrailFacts({ goal, arms, effect }: Judged): Facts {
	const limit = goal.guardrail_limit ?? 0;
	const better = goal.metric.better;
	if (limitsLevel(goal)) {
		const level = arms.pilot.outcome?.level ?? null;
		return { limitOn: 'level', beyond: level !== null && isBeyond(level, limit, better) };
	}
	const benefit = effect && benefitOf(effect, better);
	// However the limit's sign was written, it says how much worse is too much.
	return {
		limitOn: 'change',
		beyond: benefit?.estimate != null && isBeyond(benefit.estimate, -Math.abs(limit), 'higher'),
		sure: benefit?.high != null && benefit.low != null && (benefit.high < 0 || benefit.low > 0)
	};
}

function judgedFacts(judged: Judged): Facts {
	const { goal, plan, arms, effect } = judged;
	const { better } = goal.metric;
	const benefit = effect && benefitOf(effect, better);
	const { low, high } = effect ?? {};
	const noWorse =
		goal.margin !== null &&
		low != null &&
		high != null &&
		nonInferiority({ low, high, margin: goal.margin, better }).verdict === 'no worse';
	return {
		invalid: judged.invalid,
		scarce: judged.scarce.length > 0,
		targetMet: byLevel(judged) ? reached(goal, arms.pilot.outcome?.level ?? null) : null,
		comparison: plan !== null && compares(plan),
		low: benefit?.low ?? null,
		high: benefit?.high ?? null,
		minimum: goal.minimum_effect,
		noWorse,
		mayStop: judged.early?.mayStop ?? false
	};
}

function directionOf({ goal, effect }: Judged): Verdict['facts']['direction'] {
	if (!effect || effect.low === null) return null;
	const { low, high } = benefitOf(effect, goal.metric.better);
	return (low ?? 0) > 0 ? 'better' : (high ?? 0) < 0 ? 'worse' : 'none';
}

/** Judges one outcome by the table for its role: the first line that holds decides, and is named. */
export function judge(judged: Judged): Verdict {
	const missing = missingOf(judged);
	const { role } = judged.goal;
	const judgedBy = judged.early?.running ? earlyRules : judgedRules;
	const table = role === 'guardrail' ? guardrailRules : role === 'secondary' ? secondaryRules : judgedBy;
	const own = role === 'guardrail' ? guardrailFacts(judged) : judgedFacts(judged);
	const { rule, verdict } = firstMatch(table, { ...own, missing: missing !== null });
	return {
		verdict,
		rule,
		facts: {
			missing,
			direction: directionOf(judged),
			limitOn: role === 'guardrail' ? (limitsLevel(judged.goal) ? 'level' : 'change') : null,
			samples: rule === 'under a tenth of plan' ? judged.scarce : []
		}
	};
}
