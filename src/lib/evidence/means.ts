import type { Arms, Cell } from './cells.ts';
import { adjustedWithin } from './adjusting.ts';
import { correctForClusters, type Clustering } from './clustering.ts';
import { nothingMore, type Effect } from './effect.ts';
import { sizeOf, sizeOfEstimate, type Groups } from './sizes.ts';
import type { Arm } from './terms.ts';
import {
	adjustedDifference,
	clusterMeans,
	isUndefined,
	meanChange,
	meanDifference,
	type Group,
	type NoEstimate,
	type Paired,
	type TEstimate
} from './statistics/index.ts';

/** The group that a cell is; null where the cell or a number in it is missing. */
export function groupOf(cell: Cell | null): Group | null {
	if (!cell || cell.n === null || cell.mean === null) return null;
	return { n: cell.n, mean: cell.mean, sd: cell.n > 1 ? (cell.sd ?? 0) : cell.sd };
}

function estimated(result: TEstimate): Pick<Effect, 'estimate' | 'se' | 'df' | 't' | 'p' | 'low' | 'high'> {
	const { difference: estimate, se, df, t, p, low, high } = result;
	return { estimate, se, df, t, p, low, high };
}

function compared(
	method: Effect['method'],
	groups: Groups,
	result: (TEstimate & object) | NoEstimate
): Effect | null {
	if (isUndefined(result)) return null;
	const size = sizeOfEstimate(groups, result.difference, result);
	return { ...nothingMore, method, against: 'comparison', ...estimated(result), size };
}

/** The same people of an arm before and after, with the correlation that pairs them; null where they can't be. */
function pairedOf({ baseline, outcome }: Arms[Arm]): Paired | null {
	const [before, after] = [groupOf(baseline), groupOf(outcome)];
	const correlation = outcome?.correlation ?? null;
	if (!before || !after || correlation === null || before.n !== after.n) return null;
	// A mean of correlations can leave the range by rounding.
	return { before, after, correlation: Math.max(-1, Math.min(1, correlation)) };
}

/** Adjusted for the baseline: only with a correlation that came with every outcome row, and the same people twice in each arm. */
function adjusted(arms: Arms, groups: Groups): Effect | null {
	const [treatment, comparison] = [pairedOf(arms.pilot), pairedOf(arms.comparison)];
	const result = treatment && comparison && adjustedDifference({ treatment, comparison });
	if (!result || isUndefined(result)) return null;
	const effect = compared('adjusted for baseline', groups, result);
	return effect && { ...effect, explained: result.r2 };
}

/** From the means of whole classes or schools, where every row brought them. */
function ofClusters(arms: Arms, groups: Groups): Effect | null {
	const [treatment, comparison] = [arms.pilot.outcome?.clusters, arms.comparison.outcome?.clusters];
	if (!treatment || !comparison) return null;
	return compared('cluster means', groups, clusterMeans({ treatment, comparison }));
}

/** From people's means, with the standard error widened for whole classes or schools of the size that is known. */
function widened(plain: Effect, groups: Groups, clustering: Clustering): Effect | null {
	const g = sizeOfEstimate(groups, plain.estimate, { se: 0, low: 0, high: 0 })?.g ?? 0;
	const wider = correctForClusters(plain, g, [groups.treatment.n, groups.comparison.n], clustering);
	return wider && { ...plain, ...wider, size: sizeOfEstimate(groups, plain.estimate, wider) };
}

/**
 * Pilot less comparison. Where classes or schools were assigned: from their own means where every row brought them, else people's
 * means with the standard error widened. Adjusted for the baseline where that can be, within classes too; else Welch's.
 */
export function comparedMeans(arms: Arms, clustering: Clustering | null): Effect | null {
	const [treatment, comparison] = [groupOf(arms.pilot.outcome), groupOf(arms.comparison.outcome)];
	if (!treatment || !comparison) return null;
	const groups = { treatment, comparison };
	const better = adjusted(arms, groups);
	if (!clustering && better) return better;
	const whole = clustering && ofClusters(arms, groups);
	if (whole) return (better && adjustedWithin(whole, better, groups)) ?? whole;
	const plain = compared('welch', groups, meanDifference(groups));
	if (!plain) {
		const estimate = treatment.mean - comparison.mean;
		return { ...nothingMore, method: 'welch', against: 'comparison', size: sizeOf(groups), estimate };
	}
	const welch = { ...plain, size: sizeOf(groups) };
	if (!clustering) return welch;
	const both = better && widened(better, groups, clustering);
	if (both) return { ...both, method: 'cluster adjusted, adjusted for baseline' };
	return widened(welch, groups, clustering) ?? welch;
}

/** The pilot after less before: of the same people where a correlation pairs them, else as if of two samples. */
export function changedMeans({ pilot }: Arms): Effect | null {
	const [before, after] = [groupOf(pilot.baseline), groupOf(pilot.outcome)];
	if (!before || !after) return null;
	const correlation = before.n === after.n ? (pilot.outcome?.correlation ?? undefined) : undefined;
	const base = {
		...nothingMore,
		method: correlation === undefined ? ('independent change' as const) : ('paired change' as const),
		against: 'baseline' as const,
		size: sizeOf({ treatment: after, comparison: before })
	};
	const result = meanChange({ before, after, correlation });
	if (isUndefined(result)) return { ...base, estimate: after.mean - before.mean };
	return { ...base, ...estimated(result) };
}
