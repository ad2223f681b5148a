import { nothingMore, type Effect } from '../effect.ts';
import { tCritical, tP } from '../statistics/distribution.ts';
import {
	combine,
	differenceInDifferences,
	isUndefined,
	meanInterval,
	type Group
} from '../statistics/index.ts';
import type { Cell } from '../cells.ts';
import type { Goal } from '../input.ts';
import type { Pair, SiteChange } from './pairs.ts';

/*
 * The effect by delayed start: how much more the sites of a wave changed than those of the next one did that still waited, over the same
 * two periods. What changed everywhere (a new test, a hard winter) falls out; that the sites would have gone the same way is assumed, and said.
 *
 * A site is one unit. Changes of sites are taken to vary alike in all waves, so that one variance is estimated from all of them, with
 * Σ(sites − 1) degrees of freedom, and the weights of the waves follow from how many sites there are: they don't depend on what came out.
 * Combined by inverse variance. Two comparisons that follow each other share the sites that waited in the first and began in the second;
 * where also the period is shared, the covariance of site means that are measured independently, half of the shared sites' variance, is
 * added. It only ever widens the interval.
 *
 * Source: difference in differences as in Card & Krueger (1994), American Economic Review 84(4); t test on cluster means as in
 * Donner & Klar (2000), chapter 7; stepped starts as in Hussey & Hughes (2007), Contemporary Clinical Trials 28(2).
 */

/** What the interval rests on: sites against sites; people alone, where each wave has one site; or nothing, so that there is none. */
export type Basis = 'sites' | 'people' | 'none';

export type DelayedStart = {
	effect: Effect;
	basis: Basis;
	/** So few sites that a single one's own year could look like an effect. */
	weak: boolean;
	pairs: { estimate: number; se: number | null }[];
};

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: number[]) => sum(values) / values.length;
const changesOf = (some: readonly SiteChange[]) => some.map(({ change }) => change);

const scatter = (values: number[]) => {
	const middle = mean(values);
	return sum(values.map((value) => (value - middle) ** 2));
};

/** Variances of a pair's two sides, and the degrees of freedom behind them. */
type Sides = { estimate: number; pilot: number; comparison: number };

/** How many sites a comparison should have on each side before one of them can't decide it. */
const FEW = 4;

function withinSites(pairs: Pair[]): { sides: Sides[]; df: number } | null {
	const arms = pairs.flatMap(({ pilot, comparison }) => [changesOf(pilot), changesOf(comparison)]);
	const df = sum(arms.map((values) => values.length - 1));
	const variance = df > 0 ? sum(arms.map(scatter)) / df : 0;
	if (!(variance > 0)) return null;
	const sides = pairs.map(({ pilot, comparison }) => ({
		estimate: mean(changesOf(pilot)) - mean(changesOf(comparison)),
		pilot: variance / pilot.length,
		comparison: variance / comparison.length
	}));
	return { sides, df };
}

/** People of one site as a group: shares as means of noughts and ones. */
function groupOf(cell: Cell, kind: Goal['metric']['kind']): Group | null {
	if (cell.n === null || cell.n < 2 || cell.level === null) return null;
	if (kind === 'mean') return { n: cell.n, mean: cell.level, sd: cell.sd ?? 0 };
	if (kind !== 'proportion') return null;
	return {
		n: cell.n,
		mean: cell.level,
		sd: Math.sqrt((cell.level * (1 - cell.level) * cell.n) / (cell.n - 1))
	};
}

/** One site on either side: the people's own difference in differences, in which what varies between schools can't be seen. */
function amongPeople(pairs: Pair[], kind: Goal['metric']['kind']): Sides[] | null {
	const sides = pairs.map(({ pilot, comparison }) => {
		if (pilot.length > 1 || comparison.length > 1) return null;
		const arm = ({ before, after }: SiteChange) => {
			const [first, second] = [groupOf(before, kind), groupOf(after, kind)];
			return first && second && { before: first, after: second };
		};
		const [treatment, other] = [arm(pilot[0]!), arm(comparison[0]!)];
		if (!treatment || !other) return null;
		const result = differenceInDifferences({ treatment, comparison: other });
		if (isUndefined(result)) return null;
		const own = (one: { before: Group; after: Group }) =>
			(one.before.sd ?? 0) ** 2 / one.before.n + (one.after.sd ?? 0) ** 2 / one.after.n;
		return { estimate: result.difference, pilot: own(treatment), comparison: own(other) };
	});
	return sides.every((one) => one !== null) ? sides : null;
}

/** The variance that two comparisons share which follow each other, since the same sites waited in one and began in the other. */
function shared(pairs: Pair[], sides: Sides[], at: number): number {
	const [first, second] = [pairs[at], pairs[at + 1]];
	if (!first || !second || first.against.id !== second.wave.id || first.period !== second.base) return 0;
	return Math.sqrt(sides[at]!.comparison * sides[at + 1]!.pilot) / 2;
}

function combined(pairs: Pair[], sides: Sides[], df: number | null): Effect | null {
	const parts = sides.map(({ estimate, pilot, comparison }) => ({
		estimate,
		se: Math.sqrt(pilot + comparison)
	}));
	const result = combine({ parts });
	if (isUndefined(result)) return null;
	const weights = parts.map(({ se }) => (result.se / se) ** 2);
	const covariance = sum(
		weights.slice(1).map((weight, at) => 2 * weights[at]! * weight * shared(pairs, sides, at))
	);
	const se = Math.sqrt(result.se ** 2 + covariance);
	const { estimate } = result;
	// Where people are counted there are so many that t is normal.
	const t = estimate / se;
	const reach = tCritical(0.95, df ?? 1e6) * se;
	return {
		...nothingMore,
		method: df === null ? 'independent change' : 'cluster means',
		against: 'comparison',
		estimate,
		se,
		df,
		t,
		p: tP(t, df ?? 1e6),
		low: estimate - reach,
		high: estimate + reach,
		heterogeneity: pairs.length > 1 ? { q: result.q, i2: isUndefined(result.i2) ? null : result.i2 } : null
	};
}

/** Without an interval: weighted by how many sites there are. */
function estimateAlone(pairs: Pair[]): Effect {
	const parts = pairs.map(({ pilot, comparison }) => ({
		estimate: mean(changesOf(pilot)) - mean(changesOf(comparison)),
		weight: 1 / (1 / pilot.length + 1 / comparison.length)
	}));
	const weights = sum(parts.map(({ weight }) => weight));
	const estimate = sum(parts.map((part) => (part.weight / weights) * part.estimate));
	return { ...nothingMore, method: 'cluster means', against: 'comparison', estimate };
}

/**
 * The effect of a metric over all waves that can be compared; null where none can. estimate, se, low and high in the metric's own unit
 * and sign: shares from 0 to 1, counts as rates per unit of exposure.
 */
export function delayedStart(pairs: Pair[], kind: Goal['metric']['kind']): DelayedStart | null {
	if (pairs.length === 0 || kind === 'total') return null;
	const bySite = withinSites(pairs);
	const sides = bySite?.sides ?? amongPeople(pairs, kind);
	const effect = sides && combined(pairs, sides, bySite ? bySite.df : null);
	const sites = (side: 'pilot' | 'comparison') => sum(pairs.map((pair) => pair[side].length));
	return {
		effect: effect ?? estimateAlone(pairs),
		basis: effect ? (bySite ? 'sites' : 'people') : 'none',
		weak: sites('pilot') < FEW || sites('comparison') < FEW,
		pairs: pairs.map(({ pilot, comparison }, at) => {
			const side = sides?.[at];
			return {
				estimate: mean(changesOf(pilot)) - mean(changesOf(comparison)),
				se: side ? Math.sqrt(side.pilot + side.comparison) : null
			};
		})
	};
}

/**
 * How much the sites of waves changed since before, each counting once: t with sites − 1 degrees of freedom, in the metric's own unit and
 * sign. Of a single site, and where all changed by the same, there is an estimate only: how much a site's year differs by itself can't be
 * seen in it, however many people were measured. What changed everywhere is in it, too.
 */
export function changeOfSites(changes: readonly SiteChange[]): Effect {
	const values = changesOf(changes);
	const [n, estimate] = [values.length, mean(values)];
	const sd = n > 1 ? Math.sqrt(scatter(values) / (n - 1)) : null;
	const interval = meanInterval({ n, mean: estimate, sd });
	const effect = { ...nothingMore, method: 'cluster means', against: 'baseline', estimate } as const;
	if (isUndefined(interval)) return effect;
	const { se, low, high } = interval;
	return { ...effect, se, low, high, df: n - 1, t: estimate / se, p: tP(estimate / se, n - 1) };
}
