import * as must from './checks.ts';
import { normalBelow, normalCritical } from './distribution.ts';
import type { Interval } from './interval.ts';
import { pooledSd, type TwoGroups } from './mean-difference.ts';
import type { TwoShares } from './proportion.ts';
import { representable, undefinedWith, type Undefined } from './undefined.ts';

/**
 * Where the average member of the comparison group would stand after the effect g, in percentile points from the 50th:
 * 100·Φ(g) − 50, from −50 to 50. `g` is in standard deviations.
 * Source: What Works Clearinghouse Procedures Handbook 4.1, section VI (improvement index).
 * RangeError: g isn't a finite number.
 */
export function improvementIndex({ g }: { g: number }): { improvementIndex: number } {
	must.beReal(g, 'g');
	return { improvementIndex: 100 * normalBelow(g) - 50 };
}

/**
 * Hedges' g: treatment less comparison mean in pooled standard deviations, with the small-sample factor ω = 1 − 3/(4N − 9).
 * g, se, low and high in standard deviations, the interval normal; the improvement index in percentile points.
 * se = √[ω²(1/n₁ + 1/n₂) + g²/(2(N − 2))].
 * Source: Hedges (1981), Journal of Educational Statistics 6(2); What Works Clearinghouse Procedures Handbook 4.1, section VI
 * and appendix E (standardized mean difference and its standard error).
 * RangeError: n not a positive whole number, a mean that isn't finite, sd negative, confidence outside (0, 1).
 * Undefined: a group of one, or no spread in either group.
 */
export function hedgesG({
	treatment,
	comparison,
	confidence = 0.95
}: TwoGroups): ({ g: number; se: number; improvementIndex: number } & Interval) | Undefined {
	must.beGroup(treatment, 'treatment');
	must.beGroup(comparison, 'comparison');
	must.beInside01(confidence, 'confidence');
	if (treatment.n === 1 || comparison.n === 1) {
		return undefinedWith('A group of one has no standard deviation, so there is no standardized effect.');
	}
	const sd = pooledSd(treatment, comparison);
	const rounding = 10 * Number.EPSILON * Math.max(Math.abs(treatment.mean), Math.abs(comparison.mean));
	if (!(sd > rounding)) {
		return undefinedWith('Without any spread in the values there is no standardized effect.');
	}
	const total = treatment.n + comparison.n;
	const omega = 1 - 3 / (4 * total - 9);
	const g = (omega * (treatment.mean - comparison.mean)) / sd;
	const se = Math.hypot(
		omega * Math.sqrt(1 / treatment.n + 1 / comparison.n),
		g / Math.sqrt(2 * (total - 2))
	);
	return effect({ g, se }, g, se, confidence);
}

/**
 * The Cox index: the log odds ratio divided by 1.65, which puts a difference of two proportions on the scale of
 * standard deviations; without a small-sample factor. se = √(Σ 1/cell)/1.65, the interval normal.
 * d, se, low and high in standard deviations; the improvement index in percentile points.
 * Source: Cox (1970), Analysis of Binary Data; Sánchez-Meca, Marín-Martínez & Chacón-Moscoso (2003), Psychological Methods 8(4);
 * What Works Clearinghouse Procedures Handbook 4.1, section VI (dichotomous outcomes).
 * RangeError: n not a positive whole number, events not a whole number of 0 to n, confidence outside (0, 1).
 * Undefined: a group in which all or none had the event.
 */
export function coxIndex({
	treatment,
	comparison,
	confidence = 0.95
}: TwoShares): ({ d: number; se: number; improvementIndex: number } & Interval) | Undefined {
	must.beEvents(treatment, 'treatment');
	must.beEvents(comparison, 'comparison');
	must.beInside01(confidence, 'confidence');
	const [a, b] = [treatment.events, treatment.n - treatment.events];
	const [c, e] = [comparison.events, comparison.n - comparison.events];
	if (a === 0 || b === 0 || c === 0 || e === 0) {
		return undefinedWith('The odds of none or of all are 0 or infinite, so their ratio has no logarithm.');
	}
	const d = (Math.log(a / b) - Math.log(c / e)) / 1.65;
	const se = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / e) / 1.65;
	return effect({ d, se }, d, se, confidence);
}

/** Adds the normal interval and the improvement index of an effect in standard deviations. */
function effect<Named extends object>(named: Named, size: number, se: number, confidence: number) {
	const reach = normalCritical(confidence) * se;
	return representable({
		...named,
		low: size - reach,
		high: size + reach,
		...(Number.isFinite(size) ? improvementIndex({ g: size }) : { improvementIndex: size })
	});
}
