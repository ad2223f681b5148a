import * as must from './checks.ts';
import { tCritical } from './distribution.ts';
import type { Group } from './summary.ts';
import type { Uncertainty } from './t-estimate.ts';
import { representable, undefinedWith, type Undefined } from './undefined.ts';

/** A confidence interval, in the unit of what it is about. */
export type Interval = { low: number; high: number };

export const groupOfOne = 'A group of one has no standard deviation, so there is no standard error.';

/** The standard error of one group's mean, in the metric's unit; only for groups of two or more. */
export function meanUncertainty(group: Group): Uncertainty {
	return { se: (group.sd ?? 0) / Math.sqrt(group.n), df: group.n - 1 };
}

/**
 * Interval of one group's mean, mean ± t·sd/√n with n − 1 degrees of freedom, and its standard error, in the metric's unit.
 * Source: Student (1908), Biometrika 6; as R's `t.test(x)`.
 * RangeError: n not a positive whole number, a mean that isn't finite, sd negative, confidence outside (0, 1).
 * Undefined: a group of one, or no spread.
 */
export function meanInterval({
	n,
	mean,
	sd,
	confidence = 0.95
}: Group & { confidence?: number }): (Interval & { se: number }) | Undefined {
	must.beGroup({ n, mean, sd }, '');
	must.beInside01(confidence, 'confidence');
	if (n === 1) return undefinedWith(groupOfOne);
	const { se, df } = meanUncertainty({ n, mean, sd });
	if (!(se > 10 * Number.EPSILON * Math.abs(mean))) {
		return undefinedWith('Without any spread in the values there is no interval.');
	}
	const reach = tCritical(confidence, df) * se;
	return representable({ low: mean - reach, high: mean + reach, se });
}
