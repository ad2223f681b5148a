import { baselineGaps, type Gap } from './baseline.ts';
import { isAdjusted } from './effect.ts';
import type { Examined, Finding } from './health.ts';
import { compares } from './terms.ts';

/** Whether arms are compared of whom it can be said how far apart they began. */
function isTested({ goal, plan, arms }: Examined): boolean {
	const kind = goal.metric.kind === 'mean' || goal.metric.kind === 'proportion';
	return (
		plan !== null && compares(plan) && kind && arms.pilot.outcome !== null && arms.comparison.outcome !== null
	);
}

/** How far apart the arms were before the pilot: empty where they aren't compared, or nothing was measured. */
export function gapsOf(examined: Examined): Gap[] {
	const { goal, arms, effect, strata } = examined;
	return isTested(examined) ? baselineGaps(arms, strata, goal.metric.kind, (effect?.strata ?? 0) > 0) : [];
}

/** Whether the arms were alike before the pilot. */
export function baseline(examined: Examined, gaps: Gap[]): Finding[] {
	const { plan, effect } = examined;
	if (!plan || !isTested(examined)) return [];
	if (gaps.length === 0) {
		// Chance makes groups alike; whoever matched them has to show it.
		const severity = plan.design === 'randomized' ? 'information' : 'caution';
		return [{ key: 'no baseline', severity, facts: { design: plan.design } }];
	}
	const adjusted = effect !== null && isAdjusted(effect);
	if (gaps.some(({ verdict }) => verdict === 'not satisfied')) {
		return [{ key: 'baseline gap', severity: 'invalid', facts: { gaps, adjusted } }];
	}
	if (gaps.every(({ verdict }) => verdict === 'satisfied')) {
		return [{ key: 'baseline alike', severity: 'information', facts: { gaps } }];
	}
	return [{ key: 'baseline gap', severity: adjusted ? 'information' : 'caution', facts: { gaps, adjusted } }];
}
