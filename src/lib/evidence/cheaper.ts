import type { OutcomeResult } from './analysis.ts';
import type { Goal } from './input.ts';

/** What each arm cost for one of those whom the primary outcome counts, in the unit of the metrics of cost. */
export type CostEach = { pilot: number; comparison: number };

/**
 * What both ways cost for each of those who were measured, from the goals that measure cost: totals of the outcome period, of things, accepted
 * for both arms, and added up where there are several. Null where one of them isn't on record, is in another unit, or nobody
 * knows how many it was for.
 */
export function costEach(
	primary: OutcomeResult,
	goals: readonly Goal[],
	outcomes: readonly OutcomeResult[]
): CostEach | null {
	const costs = goals.filter(
		({ metric }) => metric.measures === 'cost' && metric.kind === 'total' && metric.about === 'things'
	);
	if (costs.length === 0 || costs.some(({ metric }) => metric.unit !== costs[0]?.metric.unit)) return null;
	const each = (arm: 'pilot' | 'comparison') => {
		const n = primary.arms[arm].outcome?.n ?? 0;
		const values = costs.map(
			({ id }) => outcomes.find(({ goal }) => goal.id === id)?.arms[arm].outcome?.value ?? null
		);
		const known = values.filter((value) => value !== null);
		return n > 0 && known.length === values.length ? known.reduce((sum, value) => sum + value, 0) / n : null;
	};
	const [pilot, comparison] = [each('pilot'), each('comparison')];
	return pilot === null || comparison === null ? null : { pilot, comparison };
}
