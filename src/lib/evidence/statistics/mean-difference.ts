import * as must from './checks.ts';
import { groupOfOne, meanUncertainty } from './interval.ts';
import { rootSumOfSquares, type Group } from './summary.ts';
import { independent, tEstimate, type NoEstimate, type TEstimate } from './t-estimate.ts';
import { undefinedWith } from './undefined.ts';

/** Two groups that are compared; `confidence` is that of the interval, 0.95 unless given. */
export type TwoGroups = { treatment: Group; comparison: Group; confidence?: number };

/** The standard deviation common to two groups, √[((n₁−1)sd₁² + (n₂−1)sd₂²)/(n₁+n₂−2)], in the metric's unit. */
export function pooledSd(first: Group, second: Group): number {
	const df = first.n + second.n - 2;
	return rootSumOfSquares([first, second].map((group) => (group.sd ?? 0) * Math.sqrt((group.n - 1) / df)));
}

function checkTwoGroups({ treatment, comparison, confidence }: Required<TwoGroups>): void {
	must.beGroup(treatment, 'treatment');
	must.beGroup(comparison, 'comparison');
	must.beInside01(confidence, 'confidence');
}

/**
 * Treatment mean less comparison mean, without supposing equal variances.
 * Units: difference, se, low and high in the metric's unit; p two-sided.
 * Source: Welch (1947), Biometrika 34, with Satterthwaite's degrees of freedom; as R's `t.test(treatment, comparison)`.
 * RangeError: n not a positive whole number, a mean that isn't finite, sd negative, confidence outside (0, 1).
 * Undefined: a group of one, or no spread in either group; the difference stands beside.
 */
export function meanDifference({
	treatment,
	comparison,
	confidence = 0.95
}: TwoGroups): TEstimate | NoEstimate {
	checkTwoGroups({ treatment, comparison, confidence });
	const difference = treatment.mean - comparison.mean;
	if (treatment.n === 1 || comparison.n === 1) return undefinedWith(groupOfOne, { difference });
	const uncertainty = independent([meanUncertainty(treatment), meanUncertainty(comparison)]);
	return tEstimate(difference, uncertainty, [treatment.mean, comparison.mean], confidence);
}

/**
 * The same with one variance for both groups and n₁ + n₂ − 2 degrees of freedom.
 * Source: Student (1908), Biometrika 6; Fisher (1925); as R's `t.test(treatment, comparison, var.equal = TRUE)`.
 * Units, RangeError and Undefined as for `meanDifference`: the spread of a group of one isn't borrowed from the other.
 */
export function pooledDifference({
	treatment,
	comparison,
	confidence = 0.95
}: TwoGroups): TEstimate | NoEstimate {
	checkTwoGroups({ treatment, comparison, confidence });
	const difference = treatment.mean - comparison.mean;
	if (treatment.n === 1 || comparison.n === 1) return undefinedWith(groupOfOne, { difference });
	const se = pooledSd(treatment, comparison) * Math.sqrt(1 / treatment.n + 1 / comparison.n);
	const df = treatment.n + comparison.n - 2;
	return tEstimate(difference, { se, df }, [treatment.mean, comparison.mean], confidence);
}
