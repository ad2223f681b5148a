import type { Arms, Strata } from './cells.ts';
import type { Clustering } from './clustering.ts';
import type { Effect } from './effect.ts';
import type { Metric } from './input.ts';
import { changedMeans, comparedMeans } from './means.ts';
import { comparedShares } from './proportions.ts';
import { comparedRates } from './rates.ts';
import { combineStrata } from './strata.ts';

/** What is set against what: other groups, or the time before; and whether whole classes or schools were assigned. */
export type Contrast = {
	kind: Metric['kind'];
	against: Effect['against'];
	clustering: Clustering | null;
};

/**
 * The effect of one pair of groups: everything added up, or one stratum. Null where a group is missing, and for totals.
 * An effect without an interval (a group of one, no spread at all) has an estimate only.
 */
export function effectOf(arms: Arms, { kind, against, clustering }: Contrast): Effect | null {
	const after = arms.pilot.outcome;
	const other = against === 'comparison' ? arms.comparison.outcome : arms.pilot.baseline;
	if (!after || !other || kind === 'total') return null;
	if (kind === 'proportion') return comparedShares(after, other, against, clustering);
	if (kind === 'count') return comparedRates(after, other, against);
	return against === 'comparison' ? comparedMeans(arms, clustering) : changedMeans(arms);
}

export type StratumEffect = { stratum: string; arms: Arms; effect: Effect | null };

/**
 * The effect over all strata: combined within them where at least two can be, else of everything added up.
 * `leftOut` names the strata that had nothing to compare or no standard error.
 */
export function effectWithin(
	whole: Arms,
	{ strata, leftOut }: Strata,
	contrast: Contrast
): { effect: Effect | null; strata: StratumEffect[]; leftOut: string[] } {
	const parts = strata.map((part) => ({ ...part, effect: effectOf(part.arms, contrast) }));
	const usable = parts.filter(({ effect }) => effect?.low !== null && effect !== null);
	const missing = [
		...leftOut,
		...parts.filter((part) => !usable.includes(part)).map(({ stratum }) => stratum)
	];
	const effects = usable.map(({ effect }) => effect).filter((effect) => effect !== null);
	const combined = usable.length > 1 ? combineStrata(effects, otherRate(usable, contrast)) : null;
	if (combined) return { effect: combined, strata: parts, leftOut: missing };
	return { effect: effectOf(whole, contrast), strata: parts, leftOut: missing };
}

/** The rate of the other side over the strata that are combined. */
function otherRate(parts: StratumEffect[], { kind, against }: Contrast): number | null {
	if (kind !== 'count') return null;
	const cells = parts.map(({ arms }) =>
		against === 'comparison' ? arms.comparison.outcome : arms.pilot.baseline
	);
	const sum = (column: 'events' | 'exposure') =>
		cells.reduce((total, cell) => total + (cell?.[column] ?? 0), 0);
	return sum('exposure') > 0 ? sum('events') / sum('exposure') : null;
}
