/* What the preview says about a difference, before the evidence page says it with everything that the plan asks. */
import { formatNumber, formatPValue, formatPercent, formatRange } from '#lib/ui/numbers.ts';
import type { Difference } from './difference.ts';

type Measured = { kind: string; unit: string };

/** A sentence for everyone, and one with the exact figures. */
export function differenceWords(
	found: Difference,
	{ kind, unit }: Measured
): { plain: string; exact: string } {
	const share = kind === 'proportion';
	const decimals = share ? 1 : decimalsFor(found);
	const scale = share ? 100 : 1;
	const beside = share ? 'percentage points' : unit;
	const amount = formatNumber(found.difference * scale, { decimals, unit: beside, signed: true });
	const level = (value: number) =>
		share ? formatPercent(value, { decimals }) : formatNumber(value, { decimals });
	const { pilot, comparison, interval, t } = found;
	const sides = `${level(pilot.level)} of ${formatNumber(pilot.n)} in the pilot, ${level(comparison.level)} of ${formatNumber(comparison.n)} in the comparison`;
	const all = found.strata ? ' All strata are added up here.' : '';
	if (!interval) {
		return {
			plain: `${found.period}: pilot less comparison ${amount}.`,
			exact: `${sides}. Without any spread there is no interval.${all}`
		};
	}
	const [low, high] = [interval.low * scale, interval.high * scale];
	const range = formatRange(low, high, { decimals, unit: beside });
	const test = t
		? `Welch’s t = ${formatNumber(t.t, { decimals: 4 })}, df = ${formatNumber(t.df, { decimals: 2 })}`
		: 'Newcombe’s score interval';
	const p = interval.p === null ? '' : `, ${formatExactP(interval.p)}`;
	return {
		plain: `${found.period}: pilot less comparison ${amount}, 95% interval ${range}. ${laterWords(found) ?? chanceWords(low, high, interval.p)}`,
		exact: `${sides}. ${test}${p}.${all}`
	};
}

/** Where more than this difference is looked at, the difference alone says little yet. */
function laterWords({ strata, before }: Difference): string | null {
	if (!strata && !before) return null;
	const looks = [strata && 'compares within strata', before && 'looks how alike the groups were before'];
	return `The evidence page ${looks.filter(Boolean).join(' and ')}, and then says what it shows.`;
}

/** What an interval that leaves out zero, or does not, means to whoever reads it. */
function chanceWords(low: number, high: number, p: number | null): string {
	if (low > 0 || high < 0) return 'Chance alone seldom makes a difference this large.';
	const often = p === null ? '' : ` Chance alone makes one this large ${timesIn100(p)}.`;
	return `The interval holds zero, so it could be chance.${often}`;
}

function timesIn100(p: number): string {
	const times = Math.round(p * 100);
	return times === 1 ? 'once in 100 times' : `${times} times in 100`;
}

const formatExactP = (p: number) =>
	p < 0.0001 ? formatPValue(p) : `p = ${formatNumber(p, { decimals: 4 })}`;

/** Three digits of the interval's half width. */
function decimalsFor({ interval, difference }: Difference): number {
	const size = interval ? (interval.high - interval.low) / 2 : Math.abs(difference);
	return size > 0 ? Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(size)))) : 2;
}
