import { isShare } from '#lib/pilots/goal-words.ts';
import { formatNumber, formatPercent, UNKNOWN } from '#lib/ui/numbers.ts';
import type { JudgedGoal } from './analysis.ts';
import type { ReportedEffect } from './effect.ts';

type Measured = Pick<JudgedGoal, 'kind' | 'unit'>;
type Maybe = number | null | undefined;

/** Shares are said in percent, their differences in percentage points. */
const POINTS = 'percentage points';

/** One hour is no hours. */
function saidUnit(unit: string, value: Maybe): string {
	return value === 1 || value === -1 ? unit.replace(/^(\w+[^s\W])s(?= an? |$)/, '$1') : unit;
}

/**
 * How many decimals an interval supports: two digits of its half width. Shares are counted in percent.
 * Without an interval as many as the number itself has, up to two.
 */
export function decimalsOf(
	goal: Measured,
	effect: Pick<ReportedEffect, 'low' | 'high' | 'coarse'> | Pick<ReportedEffect, 'low' | 'high'> | null
): number | undefined {
	if (!effect || effect.low === null || effect.high === null) return undefined;
	// Rounded already: what is left is all there is.
	if ('coarse' in effect && effect.coarse) return undefined;
	const half = ((effect.high - effect.low) / 2) * (isShare(goal) ? 100 : 1);
	return half > 0 ? Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(half)))) : undefined;
}

/** The same for levels, which stand as they are where the effect was rounded. */
export function levelDecimalsOf(goal: Measured, effect: ReportedEffect | null): number | undefined {
	return decimalsOf(goal, effect && { low: effect.low, high: effect.high });
}

/** For columns that name the unit at their head. */
export const withoutUnit = (goal: Measured): Measured => ({
	kind: isShare(goal) ? 'proportion' : goal.kind,
	unit: ''
});

/** A level: '61.2 points', '63%', '0.8 incidents a month'. */
export function levelText(goal: Measured, value: Maybe, decimals?: number): string {
	if (!isShare(goal)) return formatNumber(value, { unit: saidUnit(goal.unit, value), decimals });
	// Without an interval a tenth of a percent is enough.
	const shown = decimals === undefined && typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
	return formatPercent(shown, { decimals });
}

/** A difference: '−7.8 minutes', '+5.1 percentage points'; without its sign where a word says the direction. */
export function differenceText(
	goal: Measured,
	value: Maybe,
	{ decimals, signed = false }: { decimals?: number; signed?: boolean } = {}
): string {
	if (value === null || value === undefined) return UNKNOWN;
	const unit = isShare(goal) && goal.unit !== '' ? POINTS : saidUnit(goal.unit, value);
	return formatNumber(isShare(goal) ? value * 100 : value, { unit, decimals, signed });
}

/** The bare number of a difference, for the first of two that share a unit. */
export function bareDifference(goal: Measured, value: number, decimals?: number): string {
	return formatNumber(isShare(goal) ? value * 100 : value, { decimals });
}

/** Both ends of an interval: '−9.9 to −5.7 minutes'. */
export function intervalText(goal: Measured, low: Maybe, high: Maybe, decimals?: number): string {
	if (low === null || low === undefined || high === null || high === undefined) return UNKNOWN;
	return `${bareDifference(goal, low, decimals)} to ${differenceText(goal, high, { decimals })}`;
}

/**
 * A level beside its target: with as many decimals as it takes to see which side it is on, so that 99.98 is never shown as the 100
 * that it missed.
 */
export function levelBesideTarget(goal: Measured, level: number, target: number, decimals?: number): string {
	let digits = decimals;
	const hides = () => level !== target && levelText(goal, level, digits) === levelText(goal, target, digits);
	while (hides() && (digits ?? 0) < 6) digits = (digits ?? 1) + 1;
	return levelText(goal, level, digits);
}
