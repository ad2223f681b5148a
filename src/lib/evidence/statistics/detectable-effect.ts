import * as must from './checks.ts';
import { tAbove } from './distribution.ts';
import { undefinedWith, type Undefined } from './undefined.ts';

/**
 * The smallest true effect, in standard deviations of single people, that a design finds with the chance `power`:
 *   (t₁₋α⁄₂ + t_power) · √[(1 − R²)·(icc + (1 − icc)/clusterSize) / (P(1 − P)·clusters)]
 * with t at clusters − 2 − covariates degrees of freedom. `clusters` are those of both arms together, `clusterSize` their mean size,
 * `pretestR2` the share of the variance that a pretest explains, `covariates` the cluster-level ones (each costs a degree of freedom),
 * `allocation` (P) the share of clusters that get the treatment. `clusterSize: 1, icc: 0` is the design that assigns people.
 * Source: Bloom (1995), Evaluation Review 19(5); Bloom, Richburg-Hayes & Black (2007), Educational Evaluation and Policy Analysis 29(1);
 * Dong & Maynard (2013), Journal of Research on Educational Effectiveness 6(1), the two-level cluster-randomized design.
 * RangeError: clusters not a positive whole number, clusterSize below 1, icc or pretestR2 outside 0 to 1,
 * covariates not a whole number of at least 0, power, alpha or allocation outside (0, 1).
 * Undefined: no degree of freedom left, or a power so low that chance alone reaches it.
 */
export function minimumDetectableEffect({
	clusters,
	clusterSize,
	icc,
	pretestR2 = 0,
	covariates = 0,
	power = 0.8,
	alpha = 0.05,
	allocation = 0.5
}: {
	clusters: number;
	clusterSize: number;
	icc: number;
	pretestR2?: number;
	covariates?: number;
	power?: number;
	alpha?: number;
	allocation?: number;
}): { effect: number } | Undefined {
	must.beCount(clusters, 'clusters');
	must.beWithin(clusterSize, 'clusterSize', 1, Number.MAX_SAFE_INTEGER);
	must.beWithin(icc, 'icc', 0, 1);
	must.beWithin(pretestR2, 'pretestR2', 0, 1);
	must.beTally(covariates, 'covariates');
	must.beInside01(power, 'power');
	must.beInside01(alpha, 'alpha');
	must.beInside01(allocation, 'allocation');
	const df = clusters - 2 - covariates;
	if (df < 1) return undefinedWith('So few clusters leave no degree of freedom.');
	const multiplier = tAbove(alpha / 2, df) + tAbove(1 - power, df);
	if (!(multiplier > 0)) return undefinedWith('Chance alone reaches so low a power.');
	const variance =
		((1 - pretestR2) * (icc + (1 - icc) / clusterSize)) / (allocation * (1 - allocation) * clusters);
	return { effect: multiplier * Math.sqrt(variance) };
}
