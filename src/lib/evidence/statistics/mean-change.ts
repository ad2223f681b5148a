import * as must from './checks.ts';
import { groupOfOne, meanUncertainty } from './interval.ts';
import type { Group } from './summary.ts';
import { independent, tEstimate, type NoEstimate, type TEstimate, type Uncertainty } from './t-estimate.ts';
import { isUndefined, undefinedWith } from './undefined.ts';

/** A group measured twice; `correlation` is that of the same people's two values. */
export type BeforeAndAfter = { before: Group; after: Group; correlation?: number | null };

/** Which standard error was used: of the same people's changes, or as if two unrelated samples had been measured. */
export type Basis = 'paired' | 'independent';

function isPaired(correlation: number | null | undefined): correlation is number {
	return correlation !== undefined && correlation !== null;
}

/** The share of the variance that rounding of a correlation can leave where all changes are equal. */
const rounding = 1e-13;

function checkBeforeAndAfter({ before, after, correlation }: BeforeAndAfter, prefix = ''): void {
	must.beGroup(before, `${prefix}before`);
	must.beGroup(after, `${prefix}after`);
	if (!isPaired(correlation)) return;
	// Of values that are all equal a correlation is 0/0, and none is needed.
	const needless = Number.isNaN(correlation) && (before.sd === 0 || after.sd === 0);
	if (!needless) must.beWithin(correlation, 'correlation', -1 - 1e-9, 1 + 1e-9);
	if (before.n !== after.n) {
		throw new RangeError(
			`${prefix}after.n must equal ${prefix}before.n where a correlation pairs them, but ${after.n} is not ${before.n}.`
		);
	}
}

/** Standard error of the mean change, or nothing where it has none. */
function changeUncertainty({ before, after, correlation }: BeforeAndAfter): Uncertainty | undefined {
	if (before.n === 1 || after.n === 1) return undefined;
	if (!isPaired(correlation)) return independent([meanUncertainty(before), meanUncertainty(after)]);
	const [first, second] = [before.sd ?? 0, after.sd ?? 0];
	// sd² of the changes as (sd₂ − sd₁)² + 2·sd₁·sd₂·(1 − r), in which nothing cancels.
	const unshared = 1 - Math.min(1, correlation || 0);
	const unexplained = Math.sqrt(2 * unshared * first) * Math.sqrt(second);
	const sdOfChanges = Math.hypot(second - first, unexplained);
	const constant = sdOfChanges <= Math.sqrt(rounding) * Math.hypot(first, second);
	return { se: constant ? 0 : sdOfChanges / Math.sqrt(before.n), df: before.n - 1 };
}

/**
 * Mean after less mean before. With the correlation of the two measurements the standard error is the paired one,
 * √[(sd₁² + sd₂² − 2·r·sd₁·sd₂)/n] with n − 1 degrees of freedom; without it the independent one (Welch), and `basis` says which.
 * Units: the metric's. Source: Student (1908), Biometrika 6, as R's `t.test(after, before, paired = TRUE)`; Welch (1947), Biometrika 34.
 * RangeError: n not a positive whole number, sd negative, correlation outside −1 to 1, or given with unequal n, confidence outside (0, 1).
 * Undefined: a group of one, no spread, or (paired) the same change in everyone; the difference stands beside.
 */
export function meanChange({
	before,
	after,
	correlation,
	confidence = 0.95
}: BeforeAndAfter & { confidence?: number }): (TEstimate & { basis: Basis }) | NoEstimate {
	checkBeforeAndAfter({ before, after, correlation });
	must.beInside01(confidence, 'confidence');
	const difference = after.mean - before.mean;
	const uncertainty = changeUncertainty({ before, after, correlation });
	if (!uncertainty) return undefinedWith(groupOfOne, { difference });
	const result = tEstimate(difference, uncertainty, [before.mean, after.mean], confidence);
	if (isUndefined(result)) return result;
	return { ...result, basis: isPaired(correlation) ? 'paired' : 'independent' };
}

/**
 * The treatment's mean change less the comparison's. The four summaries count as independent samples unless a correlation
 * of before and after is given, which then holds for both groups; `basis` says which. Degrees of freedom by Satterthwaite.
 * Units: the metric's; p two-sided.
 * Source: Card & Krueger (1994), American Economic Review 84(4), table 3; Satterthwaite (1946), Biometrics Bulletin 2(6).
 * RangeError and Undefined as for `meanChange`, the arguments being named `treatment.before.n` and so on.
 */
export function differenceInDifferences({
	treatment,
	comparison,
	correlation,
	confidence = 0.95
}: {
	treatment: { before: Group; after: Group };
	comparison: { before: Group; after: Group };
	correlation?: number | null;
	confidence?: number;
}): (TEstimate & { basis: Basis }) | NoEstimate {
	must.beObject(treatment, 'treatment');
	must.beObject(comparison, 'comparison');
	const arms = [
		{ before: treatment.before, after: treatment.after, correlation },
		{ before: comparison.before, after: comparison.after, correlation }
	];
	arms.forEach((arm, index) => checkBeforeAndAfter(arm, index === 0 ? 'treatment.' : 'comparison.'));
	must.beInside01(confidence, 'confidence');
	const difference =
		treatment.after.mean - treatment.before.mean - (comparison.after.mean - comparison.before.mean);
	const parts = arms.map(changeUncertainty).filter((part) => part !== undefined);
	if (parts.length < arms.length) return undefinedWith(groupOfOne, { difference });
	const means = arms.flatMap((arm) => [arm.before.mean, arm.after.mean]);
	const result = tEstimate(difference, independent(parts), means, confidence);
	if (isUndefined(result)) return result;
	return { ...result, basis: isPaired(correlation) ? 'paired' : 'independent' };
}
