import * as must from './checks.ts';
import { normalAbove, tAbove } from './distribution.ts';
import { nonCentralTBeyond } from './non-central-t.ts';
import { representable, undefinedWith, type Undefined } from './undefined.ts';

/** The chance of a significant two-sided two-sample t with `perGroup` in each group (not necessarily whole). */
function twoSamplePower(perGroup: number, effect: number, alpha: number): number {
	const df = 2 * perGroup - 2;
	return nonCentralTBeyond(tAbove(alpha / 2, df), df, Math.abs(effect) * Math.sqrt(perGroup / 2));
}

/** Beyond this many per group no count is exact any more. */
const mostPerGroup = 2 ** 50;

/**
 * The chance that a two-sided t test of two groups of `perGroup` finds the effect (in standard deviations), from 0 to 1.
 * Source: the non-central t; Cohen (1988), Statistical Power Analysis, chapter 2; as R's `power.t.test(strict = TRUE)`.
 * RangeError: perGroup not a positive whole number, effect not finite, alpha outside (0, 1). Undefined: one per group.
 */
export function power({
	perGroup,
	effect,
	alpha = 0.05
}: {
	perGroup: number;
	effect: number;
	alpha?: number;
}): { power: number } | Undefined {
	must.beCount(perGroup, 'perGroup');
	must.beReal(effect, 'effect');
	must.beInside01(alpha, 'alpha');
	if (perGroup === 1) return undefinedWith('One per group leaves no degree of freedom.');
	return representable({ power: twoSamplePower(perGroup, effect, alpha) });
}

/**
 * How many are needed in each of two groups for a two-sided t test to find the effect (in standard deviations, either sign)
 * with the chance `power`: the smallest whole number, at least 2.
 * Source: the non-central t; Cohen (1988), Statistical Power Analysis, chapter 2; as R's `power.t.test(strict = TRUE)` rounded up.
 * RangeError: effect not finite, power or alpha outside (0, 1). Undefined: an effect of 0, or too small for any countable group.
 */
export function sampleSize({
	effect,
	power: wanted = 0.8,
	alpha = 0.05
}: {
	effect: number;
	power?: number;
	alpha?: number;
}): { perGroup: number } | Undefined {
	must.beReal(effect, 'effect');
	must.beInside01(wanted, 'power');
	must.beInside01(alpha, 'alpha');
	if (effect === 0) return undefinedWith('No group is large enough to find an effect of 0.');
	const enough = (n: number) => twoSamplePower(n, effect, alpha) >= wanted;
	if (enough(2)) return { perGroup: 2 };
	// The normal approximation is at most a little too low, so it is where the doubling starts.
	const z = Math.max(0, normalAbove(alpha / 2) + normalAbove(1 - wanted));
	let low = 2;
	let high = Math.max(3, Math.ceil(2 * (z / effect) ** 2));
	while (high <= mostPerGroup && !enough(high)) [low, high] = [high, high * 2];
	if (!(high <= mostPerGroup))
		return undefinedWith('No countable group is large enough to find so small an effect.');
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (enough(middle)) high = middle;
		else low = middle;
	}
	return { perGroup: high };
}

/**
 * How many are needed in each of two groups to tell the share p2 from p1 (0 to 1) with a two-sided test of two proportions:
 * [z₁₋α⁄₂·√(2·p̄(1−p̄)) + z_power·√(p₁(1−p₁) + p₂(1−p₂))]²/(p₁−p₂)², rounded up.
 * Source: Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, chapter 4; as R's `power.prop.test`.
 * RangeError: p1 or p2 outside 0 to 1, power or alpha outside (0, 1). Undefined: equal shares, or nearly.
 */
export function sampleSizeProportions({
	p1,
	p2,
	power: wanted = 0.8,
	alpha = 0.05
}: {
	p1: number;
	p2: number;
	power?: number;
	alpha?: number;
}): { perGroup: number } | Undefined {
	must.beWithin(p1, 'p1', 0, 1);
	must.beWithin(p2, 'p2', 0, 1);
	must.beInside01(wanted, 'power');
	must.beInside01(alpha, 'alpha');
	if (p1 === p2) return undefinedWith('No group is large enough to tell equal shares apart.');
	const common = Math.sqrt((p1 + p2) * (1 - (p1 + p2) / 2));
	const separate = Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
	const root = normalAbove(alpha / 2) * common + normalAbove(1 - wanted) * separate;
	const perGroup = Math.max(1, Math.ceil((Math.max(0, root) / (p1 - p2)) ** 2));
	if (!(perGroup <= mostPerGroup))
		return undefinedWith('No countable group is large enough to tell such shares apart.');
	return { perGroup };
}
