import type { Cell } from './cells.ts';
import { correctForClusters, type Clustering } from './clustering.ts';
import { nothingMore, type Effect, type Size } from './effect.ts';
import { coxIndex, isUndefined, riskDifference, type TwoShares } from './statistics/index.ts';

/** The z that a two-sided 95% normal interval reaches to. */
export const reach95 = 1.959963984540054;

function sizeOf(shares: TwoShares): Size | null {
	const size = coxIndex(shares);
	if (isUndefined(size)) return null;
	const { d, ...rest } = size;
	return { index: 'Cox index', g: d, ...rest };
}

/**
 * One share less another. The standard error is the one that the score interval implies, since the plain one is 0 where none or
 * all had the event; where classes or schools were assigned, the interval is widened about the difference.
 */
export function comparedShares(
	treatment: Cell,
	comparison: Cell,
	against: Effect['against'],
	clustering: Clustering | null
): Effect | null {
	if (!treatment.n || !comparison.n || treatment.events === null || comparison.events === null) return null;
	const shares = {
		treatment: { n: treatment.n, events: treatment.events },
		comparison: { n: comparison.n, events: comparison.events }
	};
	const { difference: estimate, low, high, p } = riskDifference(shares);
	const se = (high - low) / (2 * reach95);
	const size = sizeOf(shares);
	const plain: Effect = {
		...nothingMore,
		method: 'risk difference',
		against,
		estimate,
		se,
		low,
		high,
		p: isUndefined(p) ? null : p,
		size
	};
	const common = (treatment.events + comparison.events) / (treatment.n + comparison.n);
	const sd = Math.sqrt(common * (1 - common));
	const wider =
		clustering && sd > 0
			? correctForClusters(plain, estimate / sd, [treatment.n, comparison.n], clustering)
			: null;
	if (!wider) return plain;
	return {
		...plain,
		...wider,
		low: Math.max(-1, wider.low),
		high: Math.min(1, wider.high),
		size: size && widened(size, wider.se / se)
	};
}

function widened(size: Size, by: number): Size {
	const end = (value: number) => size.g + (value - size.g) * by;
	return { ...size, se: size.se && size.se * by, low: end(size.low), high: end(size.high) };
}
