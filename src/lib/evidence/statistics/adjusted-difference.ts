import * as must from './checks.ts';
import type { Group } from './summary.ts';
import { tEstimate, type NoEstimate, type TEstimate } from './t-estimate.ts';
import { isUndefined, undefinedWith } from './undefined.ts';

/** The same people measured twice: their two summaries and the correlation of their two values. */
export type Paired = { before: Group; after: Group; correlation: number };

/** Sums of squares and products about the arm's own means. */
type Spread = { before: number; both: number; after: number };

/** The share of the variance that rounding of a correlation can leave where the baseline explains everything. */
const rounding = 1e-13;

function checkPaired(arm: Paired, name: string): void {
	must.beObject(arm, name);
	must.beGroup(arm.before, `${name}.before`);
	must.beGroup(arm.after, `${name}.after`);
	must.beWithin(arm.correlation, `${name}.correlation`, -1, 1);
	if (arm.before.n === arm.after.n) return;
	throw new RangeError(
		`${name}.after.n must equal ${name}.before.n, since a correlation pairs them, but ${arm.after.n} is not ${arm.before.n}.`
	);
}

function spreadOf({ before, after, correlation }: Paired): Spread {
	const [first, second, free] = [before.sd ?? 0, after.sd ?? 0, before.n - 1];
	return {
		before: free * first ** 2,
		both: free * correlation * first * second,
		after: free * second ** 2
	};
}

/**
 * Treatment less comparison, adjusted for where each person began: analysis of covariance with one slope for both arms, exactly as a
 * regression of the people's own values on arm and baseline gives it, since the two summaries and their correlation hold all of
 * the sums of squares and products. With Sxx, Sxy, Syy those within the arms added up, b = Sxy/Sxx:
 *   difference = (ȳ₁ − ȳ₂) − b(x̄₁ − x̄₂)
 *   se² = (Syy − Sxy²/Sxx)/(N − 3) · [1/n₁ + 1/n₂ + (x̄₁ − x̄₂)²/Sxx]
 * with N − 3 degrees of freedom; `r2` = Sxy²/(Sxx·Syy) is what the baseline explains within the arms. Where it explains much the interval
 * is narrower by √(1 − r2), and where it explains nothing no wider than without it but for one degree of freedom.
 * Units: the metric's; slope in after per before; p two-sided.
 * Source: Cochran (1957), Analysis of covariance, Biometrics 13(3), 261–281; as R's `lm(after ~ arm + before)`.
 * RangeError: n not a positive whole number or not the same before and after, sd negative, a correlation outside −1 to 1, confidence outside (0, 1).
 * Undefined: fewer than four people, no spread before, or a baseline that explains everything; what is known of the difference stands beside.
 */
export function adjustedDifference({
	treatment,
	comparison,
	confidence = 0.95
}: {
	treatment: Paired;
	comparison: Paired;
	confidence?: number;
}): (TEstimate & { slope: number; r2: number }) | NoEstimate {
	checkPaired(treatment, 'treatment');
	checkPaired(comparison, 'comparison');
	must.beInside01(confidence, 'confidence');
	const [first, second] = [spreadOf(treatment), spreadOf(comparison)];
	const before = first.before + second.before;
	const both = first.both + second.both;
	const after = first.after + second.after;
	const [n1, n2] = [treatment.after.n, comparison.after.n];
	const df = n1 + n2 - 3;
	if (!(before > 0)) return undefinedWith('Without any spread before there is nothing to adjust by.');
	const slope = both / before;
	const apart = treatment.before.mean - comparison.before.mean;
	const difference = treatment.after.mean - comparison.after.mean - slope * apart;
	if (df < 1) return undefinedWith('Three people or fewer leave no degree of freedom.', { difference });
	const r2 = after > 0 ? Math.min(1, (both / before) * (both / after)) : 0;
	const unexplained = 1 - r2 > rounding ? (after * (1 - r2)) / df : 0;
	const se = Math.sqrt(unexplained * (1 / n1 + 1 / n2 + apart ** 2 / before));
	const means = [treatment.after.mean, comparison.after.mean, slope * apart];
	const result = tEstimate(difference, { se, df }, means, confidence);
	return isUndefined(result) ? result : { ...result, slope, r2 };
}
