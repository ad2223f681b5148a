import type { ReportedEffect, Size } from './effect.ts';
import { improvementIndex } from './statistics/index.ts';

const known = (value: number | null, round: (value: number) => number) =>
	value === null ? null : round(value);

/** Rounds to the nearest multiple, without the digits that multiplying back leaves. */
function toStep(step: number): (value: number) => number {
	const digits = Math.max(0, Math.ceil(-Math.log10(step)));
	return (value) => Number((Math.round(value / step) * step).toFixed(digits)) + 0;
}

/** A step of 1, 2 or 5 in its decade that is at most two fifths of the half width: enough to read, too little to solve with. */
function stepFor(halfWidth: number): number {
	const decade = 10 ** Math.floor(Math.log10(halfWidth / 2.5));
	const times = halfWidth / 2.5 / decade;
	return decade * (times >= 5 ? 5 : times >= 2 ? 2 : 1);
}

function coarseSize(size: Size | null): Size | null {
	if (!size) return null;
	const round = toStep(Math.max(0.1, stepFor((size.high - size.low) / 2)));
	const g = round(size.g);
	const index = Math.round(improvementIndex({ g }).improvementIndex);
	return { ...size, g, se: null, low: round(size.low), high: round(size.high), improvementIndex: index };
}

/**
 * An effect rounded to what its interval supports, without the figures that would give the digits back: a p of 0.0004 tells more of
 * a withheld group than interval and estimate together.
 */
export function coarse(effect: ReportedEffect): ReportedEffect {
	const { low, high, ratio } = effect;
	const half = low === null || high === null ? Math.abs(effect.estimate ?? 0) : (high - low) / 2;
	const round = half > 0 ? toStep(stepFor(half)) : (value: number) => value;
	const digits = (value: number) => Number(value.toPrecision(2));
	return {
		...effect,
		estimate: known(effect.estimate, round),
		low: known(low, round),
		high: known(high, round),
		p: null,
		size: coarseSize(effect.size),
		ratio: ratio && { ratio: digits(ratio.ratio), low: digits(ratio.low), high: digits(ratio.high) },
		se: null,
		df: null,
		t: null,
		explained: null,
		heterogeneity: null,
		coarse: true
	};
}

/**
 * A difference of shares of which some are nearly none or nearly all of a group, computed with those as they are told, in steps of
 * five points: so that nobody can tell "all" from "nearly all".
 */
export function coarseShares(told: ReportedEffect): ReportedEffect {
	const round = toStep(0.05);
	return {
		...coarse(told),
		estimate: known(told.estimate, round),
		low: known(told.low, round),
		high: known(told.high, round),
		size: null
	};
}
