import * as must from './checks.ts';
import type { Interval } from './interval.ts';
import { representable, undefinedWith, type Undefined } from './undefined.ts';

/**
 * An interval for a difference that stays valid however often it is looked at, and the p of this look (of several looks the caller
 * keeps the running minimum). With V the variance of the difference (its squared standard error, adjusted for clusters) and τ² that
 * of the effects that the mixture expects, both in the metric's unit squared:
 *   half width √{V(V + τ²)/τ² · [−2·ln α + ln((V + τ²)/V)]}
 *   p = min(1, 1/Λ), Λ = √(V/(V + τ²)) · exp{τ²·difference² / [2V(V + τ²)]}
 * Not to be shown under about 30 degrees of freedom: V is then itself too uncertain.
 * Source: Robbins (1970), Annals of Mathematical Statistics 41(5); Johari, Pekelis & Walsh (2022), Operations Research 70(3),
 * "Always valid inference" (normal-mixture sequential probability ratio test).
 * RangeError: difference not finite, variance negative, tau2 not above 0, alpha outside (0, 1). Undefined: a variance of 0.
 */
export function alwaysValid({
	difference,
	variance,
	tau2,
	alpha = 0.05
}: {
	difference: number;
	variance: number;
	tau2: number;
	alpha?: number;
}): (Interval & { p: number }) | Undefined {
	must.beReal(difference, 'difference');
	must.beNotNegative(variance, 'variance');
	must.bePositive(tau2, 'tau2');
	must.beInside01(alpha, 'alpha');
	if (variance === 0) return undefinedWith('Without any variance there is no interval.');
	const spread = Math.log1p(tau2 / variance);
	const halfWidth =
		Math.sqrt(variance) * Math.sqrt(1 + variance / tau2) * Math.sqrt(spread - 2 * Math.log(alpha));
	const z = difference / Math.sqrt(variance);
	const logLambda = (z * z * (tau2 / (variance + tau2)) - spread) / 2;
	return representable({
		low: difference - halfWidth,
		high: difference + halfWidth,
		p: Math.exp(Math.min(0, -logLambda))
	});
}
