import type { Arms, Cell } from './cells.ts';
import { correctForClusters, type Clustering } from './clustering.ts';
import { nothingMore, type Effect, type Size } from './effect.ts';
import {
	clusterMeans,
	differenceInDifferences,
	hedgesG,
	improvementIndex,
	isUndefined,
	meanChange,
	meanDifference,
	type Group,
	type NoEstimate,
	type TEstimate
} from './statistics/index.ts';

type Groups = { treatment: Group; comparison: Group };

/** The group that a cell is; null where the cell or a number in it is missing. */
export function groupOf(cell: Cell | null): Group | null {
	if (!cell || cell.n === null || cell.mean === null) return null;
	return { n: cell.n, mean: cell.mean, sd: cell.n > 1 ? (cell.sd ?? 0) : cell.sd };
}

function sizeOf(groups: Groups): Size | null {
	const size = hedgesG(groups);
	return isUndefined(size) ? null : { index: "Hedges' g", ...size };
}

/** A size whose interval follows the difference's own, where that isn't the plain one: everything in pooled standard deviations. */
function sizeOfEstimate(groups: Groups, estimate: number, { se, low, high }: TEstimate): Size | null {
	const one = hedgesG({
		treatment: { ...groups.treatment, mean: 1 },
		comparison: { ...groups.comparison, mean: 0 }
	});
	if (isUndefined(one)) return null;
	const g = estimate * one.g;
	return {
		index: "Hedges' g",
		g,
		se: se * one.g,
		low: low * one.g,
		high: high * one.g,
		...improvementIndex({ g })
	};
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

/** Adjusted for the baseline: only with a correlation that came with every outcome row, and the same people twice in each arm. */
function adjusted({ pilot, comparison }: Arms, groups: Groups): Effect | null {
	const correlations = [pilot.outcome?.correlation ?? null, comparison.outcome?.correlation ?? null];
	const before = { treatment: groupOf(pilot.baseline), comparison: groupOf(comparison.baseline) };
	if (correlations[0] === null || correlations[1] === null) return null;
	if (before.treatment?.n !== groups.treatment.n || before.comparison?.n !== groups.comparison.n) return null;
	const { n: first } = groups.treatment;
	const { n: second } = groups.comparison;
	const correlation = ((correlations[0] ?? 0) * first + (correlations[1] ?? 0) * second) / (first + second);
	const result = differenceInDifferences({
		treatment: { before: before.treatment, after: groups.treatment },
		comparison: { before: before.comparison, after: groups.comparison },
		correlation
	});
	return compared('difference in differences', groups, result);
}

/**
 * Pilot less comparison. Where classes or schools were assigned: from their own means where every row brought them, else people's
 * means with the standard error widened. Otherwise adjusted for the baseline where that can be, else Welch's.
 */
export function comparedMeans(arms: Arms, clustering: Clustering | null): Effect | null {
	const [treatment, comparison] = [groupOf(arms.pilot.outcome), groupOf(arms.comparison.outcome)];
	if (!treatment || !comparison) return null;
	const groups = { treatment, comparison };
	if (clustering) {
		const [first, second] = [arms.pilot.outcome?.clusters, arms.comparison.outcome?.clusters];
		const whole =
			first &&
			second &&
			compared('cluster means', groups, clusterMeans({ treatment: first, comparison: second }));
		if (whole) return whole;
	} else {
		const better = adjusted(arms, groups);
		if (better) return better;
	}
	const base = { ...nothingMore, method: 'welch' as const, against: 'comparison' as const };
	const result = meanDifference(groups);
	const size = sizeOf(groups);
	if (isUndefined(result)) return { ...base, size, estimate: treatment.mean - comparison.mean };
	const plain: Effect = { ...base, size, ...estimated(result) };
	const wider =
		clustering && correctForClusters(plain, size?.g ?? 0, [treatment.n, comparison.n], clustering);
	if (!wider) return plain;
	return { ...plain, ...wider, size: sizeOfEstimate(groups, plain.estimate, { ...result, ...wider }) };
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
