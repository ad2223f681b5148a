import { isAdjusted } from './effect.ts';
import type { Examined, Finding } from './health.ts';
import type { Plan } from './input.ts';
import { compares } from './terms.ts';

/** Why an effect isn't adjusted for where the arms began. */
export type NotAdjusted =
	/** Only means are: a share or a rate has no correlation with itself before. */
	| 'not a mean'
	| 'no baseline'
	| 'no correlation'
	/** Other numbers of people before and after, so that nobody can be paired. */
	| 'other people';

export type AdjustingFacts = {
	/** The plan counts on a pretest, and nothing can adjust by it. `planned` is what it was to explain, from 0 to 1. */
	'not adjustable': { why: NotAdjusted; planned: number };
	/** Adjusted by what a pretest explains within classes, taken to hold between them too. `explained` from 0 to 1. */
	'adjusted within groups': { unit: Plan['assignment_unit']; explained: number | null };
};

function why({ goal, arms }: Examined): NotAdjusted {
	const both = [arms.pilot, arms.comparison];
	if (goal.metric.kind !== 'mean') return 'not a mean';
	if (both.some(({ baseline }) => baseline === null)) return 'no baseline';
	return both.some(({ baseline, outcome }) => baseline?.n !== outcome?.n) ? 'other people' : 'no correlation';
}

/** Whether the effect is adjusted for the baseline as the plan counts on, and at what price. */
export function adjusting(examined: Examined): Finding[] {
	const { goal, plan, effect } = examined;
	if (!plan || !compares(plan) || !effect || effect.low === null || goal.metric.kind === 'total') return [];
	if (isAdjusted(effect)) {
		if (!effect.method.startsWith('cluster')) return [];
		const facts = { unit: plan.assignment_unit, explained: effect.explained };
		return [{ key: 'adjusted within groups', severity: 'information', facts }];
	}
	const planned = plan.pretest_r2 ?? 0;
	if (planned <= 0 || goal.metric.about !== 'students') return [];
	const facts = { why: why(examined), planned };
	return [{ key: 'not adjustable', severity: 'information', facts }];
}
