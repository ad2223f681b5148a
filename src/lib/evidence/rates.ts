import type { Cell } from './cells.ts';
import { nothingMore, type Effect } from './effect.ts';
import { isUndefined, rateRatio } from './statistics/index.ts';

/** A ratio of rates as a difference of rates, with the other rate as it was seen. */
export function asDifference(ratio: number, otherRate: number): number {
	return otherRate * (ratio - 1);
}

/**
 * One rate against another. Estimate and interval are the ratio's, carried over to the difference of rates, so that they can be
 * held against a minimum important effect in the metric's own unit.
 */
export function comparedRates(treatment: Cell, comparison: Cell, against: Effect['against']): Effect | null {
	if (treatment.level === null || comparison.level === null) return null;
	const other = comparison.level;
	const rate = ({ events, exposure }: Cell) => ({ events: events ?? 0, exposure: exposure ?? 1 });
	const base = { ...nothingMore, method: 'rate ratio' as const, against };
	const result = rateRatio({ treatment: rate(treatment), comparison: rate(comparison) });
	if (isUndefined(result)) return { ...base, estimate: treatment.level - other };
	const { ratio, low, high, p } = result;
	return {
		...base,
		estimate: asDifference(ratio, other),
		low: asDifference(low, other),
		high: asDifference(high, other),
		p,
		ratio: { ratio, low, high }
	};
}
