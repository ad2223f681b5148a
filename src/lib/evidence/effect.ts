import type { Metric } from './input.ts';

/** How an effect was computed: keys, of which the page says what they mean. */
export type Method =
	| 'welch'
	| 'cluster means'
	| 'cluster adjusted'
	| 'adjusted for baseline'
	| 'cluster means, adjusted for baseline'
	| 'cluster adjusted, adjusted for baseline'
	| 'paired change'
	| 'independent change'
	| 'risk difference'
	| 'rate ratio';

/** An effect in standard deviations: Hedges' g, for proportions the Cox index. */
export type Size = {
	index: "Hedges' g" | 'Cox index';
	g: number;
	se: number | null;
	low: number;
	high: number;
	/** In percentile points from the 50th, with the sign of g. */
	improvementIndex: number;
};

/**
 * Pilot less comparison, or after less before. estimate, se, low and high are in the metric's own unit and keep its own sign:
 * for a metric that is better lower, a negative estimate is a gain. Proportions are shares from 0 to 1; a count's estimate is the
 * difference of rates per unit of exposure. Intervals are two-sided at 95%; p is two-sided. Null is what isn't defined.
 */
export type Effect = {
	method: Method;
	against: 'comparison' | 'baseline';
	/** How many strata were combined; 0 where everything was added up first. */
	strata: number;
	estimate: number;
	se: number | null;
	df: number | null;
	/** t, or z where df is null. */
	t: number | null;
	p: number | null;
	low: number | null;
	high: number | null;
	size: Size | null;
	/** For counts: the ratio of the two rates. */
	ratio: { ratio: number; low: number; high: number } | null;
	/** What the baseline explains of the outcome within the arms, from 0 to 1, where the effect is adjusted for it. */
	explained: number | null;
	/** How far strata disagree: Cochran's q and I² in percent. */
	heterogeneity: { q: number; i2: number | null } | null;
	/**
	 * Read before its time: low, high and p are those that stay valid however often one looks, t is null. 'too few' where there are
	 * too few degrees of freedom for that, so that there is an estimate only.
	 */
	early?: 'always valid' | 'too few';
};

/** Whether an effect takes into account where each arm began. */
export const isAdjusted = ({ method }: Pick<Effect, 'method'>): boolean =>
	method.includes('adjusted for baseline');

/** An effect as an analysis carries it: in what most people are shown, figures may be missing or rounded. */
export type ReportedEffect = Omit<Effect, 'estimate'> & {
	/** Null only where it is withheld. */
	estimate: number | null;
	/** Rounded so that no withheld cell can be computed back. */
	coarse?: boolean;
	withheld?: boolean;
};

/** An effect turned so that more is better. */
export type Benefit = { estimate: number | null; low: number | null; high: number | null };

export const nothingMore = {
	strata: 0,
	se: null,
	df: null,
	t: null,
	p: null,
	low: null,
	high: null,
	size: null,
	ratio: null,
	explained: null,
	heterogeneity: null
};

/** Turns an effect so that more is better; the ends change places with their signs. */
export function benefitOf({ estimate, low, high }: Benefit, better: Metric['better']): Benefit {
	if (better === 'higher') return { estimate, low, high };
	// 0 − x rather than −x: a zero stays a plain zero.
	const turned = (value: number | null) => (value === null ? null : 0 - value);
	return { estimate: turned(estimate), low: turned(high), high: turned(low) };
}
