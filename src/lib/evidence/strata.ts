import type { Effect, Method, Size } from './effect.ts';
import { reach95 } from './proportions.ts';
import { asDifference } from './rates.ts';
import { normalP } from './statistics/distribution.ts';
import { combine, improvementIndex, isUndefined, type Combined } from './statistics/index.ts';

/** All of them, or null when one is missing. */
function complete<Value>(values: (Value | null)[]): Value[] | null {
	const present = values.filter((value) => value !== null);
	return present.length === values.length ? present : null;
}

function combined(parts: { estimate: number; se: number | null }[]): Combined | null {
	const known = complete(parts.map(({ estimate, se }) => (se ? { estimate, se } : null)));
	const result = known && combine({ parts: known });
	return !result || isUndefined(result) ? null : result;
}

function combinedSize(sizes: (Size | null)[]): Size | null {
	const known = complete(sizes);
	const result = known && combined(known.map(({ g, se }) => ({ estimate: g, se })));
	if (!known?.[0] || !result) return null;
	const { estimate: g, se, low, high } = result;
	return { index: known[0].index, g, se, low, high, ...improvementIndex({ g }) };
}

/** Ratios are combined as logarithms. */
function combinedRatio(effects: Effect[]): { result: Combined; ratio: NonNullable<Effect['ratio']> } | null {
	const ratios = complete(effects.map(({ ratio }) => ratio));
	const result =
		ratios &&
		combined(
			ratios.map(({ ratio, low, high }) => ({
				estimate: Math.log(ratio),
				se: Math.log(high / low) / (2 * reach95)
			}))
		);
	if (!result) return null;
	const { estimate, low, high } = result;
	return { result, ratio: { ratio: Math.exp(estimate), low: Math.exp(low), high: Math.exp(high) } };
}

/** Where strata had to be computed in different ways, the whole is called after the one that claims least. */
const claimsLeast: readonly Method[] = [
	'independent change',
	'welch',
	'cluster adjusted',
	'cluster means',
	'cluster adjusted, adjusted for baseline',
	'cluster means, adjusted for baseline'
];

function methodOf(effects: Effect[], first: Effect): Method {
	const used = effects.map(({ method }) => method);
	return used.every((method) => method === first.method)
		? first.method
		: (claimsLeast.find((method) => used.includes(method)) ?? first.method);
}

/** What the baseline explains, on average over strata; null where one of them isn't adjusted. */
function explainedIn(effects: Effect[]): number | null {
	const known = complete(effects.map(({ explained }) => explained));
	return known && known.reduce((sum, one) => sum + one, 0) / known.length;
}

/**
 * One effect from those within strata, by inverse variance with a normal interval, so that a difference in who is in which
 * stratum can neither hide an effect nor make one. `otherRate` is, for counts, the rate of the comparison (or of the time before)
 * over the same strata. Null where a stratum has no standard error.
 */
export function combineStrata(effects: Effect[], otherRate: number | null): Effect | null {
	const first = effects[0];
	if (!first) return null;
	const rates = otherRate === null ? null : combinedRatio(effects);
	const result = rates?.result ?? combined(effects);
	if (!result || (otherRate !== null && !rates)) return null;
	const scale = (value: number) => (otherRate === null ? value : asDifference(Math.exp(value), otherRate));
	const z = result.estimate / result.se;
	return {
		method: methodOf(effects, first),
		against: first.against,
		strata: effects.length,
		estimate: scale(result.estimate),
		se: rates ? null : result.se,
		df: null,
		t: z,
		p: normalP(z),
		low: scale(result.low),
		high: scale(result.high),
		size: combinedSize(effects.map(({ size }) => size)),
		ratio: rates?.ratio ?? null,
		explained: explainedIn(effects),
		heterogeneity: { q: result.q, i2: isUndefined(result.i2) ? null : result.i2 }
	};
}
