import * as must from './checks.ts';
import { normalCritical, normalP } from './distribution.ts';
import type { Interval } from './interval.ts';
import { undefinedWith, type Undefined } from './undefined.ts';

/** How many of n units had the event. */
export type Share = { n: number; events: number };

/** Two groups' shares that are compared; `confidence` is that of the interval, 0.95 unless given. */
export type TwoShares = { treatment: Share; comparison: Share; confidence?: number };

/**
 * Lower end of the score interval. It is the smaller root of a quadratic whose roots multiply to p²/(1 + z²/n),
 * so it is had by division, and a small share keeps its digits.
 */
function scoreLow(events: number, n: number, z: number): number {
	if (events === 0) return 0;
	const p = events / n;
	const a = (z * z) / n;
	const largerRoot = (2 * p + a + Math.sqrt(a * a + (4 * a * p * (n - events)) / n)) / (2 * (1 + a));
	return (p * p) / ((1 + a) * largerRoot);
}

/**
 * A share with its interval, all from 0 to 1.
 * Source: Wilson (1927), Journal of the American Statistical Association 22, without continuity correction, as R's
 * `prop.test(events, n, correct = FALSE)`; method 3 in Newcombe (1998), Statistics in Medicine 17, 857–872.
 * RangeError: n not a positive whole number, events not a whole number of 0 to n, confidence outside (0, 1).
 */
export function wilson({
	n,
	events,
	confidence = 0.95
}: Share & { confidence?: number }): { p: number } & Interval {
	must.beEvents({ n, events }, '');
	must.beInside01(confidence, 'confidence');
	const z = normalCritical(confidence);
	return { p: events / n, low: scoreLow(events, n, z), high: 1 - scoreLow(n - events, n, z) };
}

/**
 * Treatment's share less the comparison's, from −1 to 1, with the interval built from the two score intervals, and the two-sided
 * p of the z with a common share.
 * Source: Newcombe (1998), Statistics in Medicine 17, 873–890, method 10; p as R's `prop.test(…, correct = FALSE)`.
 * RangeError: n not a positive whole number, events not a whole number of 0 to n, confidence outside (0, 1).
 * Where none or all of both groups had the event, only p is undefined: difference and interval still hold.
 */
export function riskDifference({
	treatment,
	comparison,
	confidence = 0.95
}: TwoShares): { difference: number; p: number | Undefined } & Interval {
	must.beEvents(treatment, 'treatment');
	must.beEvents(comparison, 'comparison');
	must.beInside01(confidence, 'confidence');
	const first = wilson({ ...treatment, confidence });
	const second = wilson({ ...comparison, confidence });
	const difference = first.p - second.p;
	return {
		difference,
		low: Math.max(-1, difference - Math.hypot(first.p - first.low, second.high - second.p)),
		high: Math.min(1, difference + Math.hypot(first.high - first.p, second.p - second.low)),
		p: pooledP(treatment, comparison)
	};
}

function pooledP(first: Share, second: Share): number | Undefined {
	const total = first.n + second.n;
	const events = first.events + second.events;
	if (events === 0 || events === total) {
		return undefinedWith('With the event in none or in all of both groups there is nothing to test.');
	}
	const common = (events / total) * ((total - events) / total);
	const se = Math.sqrt(common * (1 / first.n + 1 / second.n));
	return normalP((first.events / first.n - second.events / second.n) / se);
}
