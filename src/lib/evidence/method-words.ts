import { formatNumber } from '#lib/ui/numbers.ts';
import type { Method, ReportedEffect } from './effect.ts';

const words: Record<Method, string> = {
	welch: 'Difference of means by Welch’s t',
	'cluster means': 'Difference of the means of whole classes or schools',
	'cluster adjusted': 'Difference with its interval widened for whole classes or schools (a fallback)',
	'difference in differences': 'Difference of changes since before, adjusted for where each group started',
	'paired change': 'Change of the same people',
	'independent change': 'Change between two measurements, as if of different people',
	'risk difference': 'Difference of shares by Newcombe’s interval',
	'rate ratio': 'Ratio of rates, held against the rate it is compared with'
};

/** How an effect was computed, with its test statistic, in one sentence for whoever wants to check it. */
export function methodWords({
	method,
	strata,
	t,
	df
}: Pick<ReportedEffect, 'method' | 'strata' | 't' | 'df'>): string {
	const within = strata > 0 ? `, combined within ${strata} strata by inverse variance` : '';
	if (t === null) return `${words[method]}${within}.`;
	const statistic = formatNumber(t, { decimals: 4 });
	const test =
		df === null
			? `z = ${statistic}`
			: `t = ${statistic}, ${formatNumber(df, { decimals: 2 })} degrees of freedom`;
	return `${words[method]}${within}: ${test}.`;
}
