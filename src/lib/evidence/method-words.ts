import { formatNumber } from '#lib/ui/numbers.ts';
import { isAdjusted, type Method, type ReportedEffect } from './effect.ts';

const words: Record<Method, string> = {
	welch: 'Difference of means by Welch’s t',
	'cluster means': 'Difference of the means of whole classes or schools',
	'cluster adjusted': 'Difference with its interval widened for whole classes or schools (a fallback)',
	'adjusted for baseline':
		'Difference of means, adjusted for where each person began (analysis of covariance)',
	'cluster means, adjusted for baseline':
		'Difference of the means of whole classes or schools, adjusted for where each person began',
	'cluster adjusted, adjusted for baseline':
		'Difference of means, adjusted for where each person began, with its interval widened for whole classes or schools (a fallback)',
	'paired change': 'Change of the same people',
	'independent change': 'Change between two measurements, as if of different people',
	'risk difference': 'Difference of shares by Newcombe’s interval',
	'rate ratio': 'Ratio of rates, held against the rate it is compared with'
};

/**
 * How an effect was computed, with the figures as they were before rounding, for whoever wants to check it: in the metric's own unit,
 * shares from 0 to 1.
 */
export function methodWords(effect: ReportedEffect): string {
	const { method, strata, estimate, low, high, t, df, p, early } = effect;
	const within = strata > 0 ? `, combined within ${strata} strata by inverse variance` : '';
	const figure = (value: number, decimals = 4) => formatNumber(value, { decimals });
	const parts = [
		estimate !== null && figure(estimate),
		low !== null &&
			high !== null &&
			`interval${early ? ' that allows for looking' : ''} ${figure(low)} to ${figure(high)}`,
		t !== null && `${df === null ? 'z' : 't'} = ${figure(t)}`,
		df !== null && `${figure(df, 2)} degrees of freedom`,
		p !== null && (p < 0.0001 ? 'p < 0.0001' : `p = ${figure(p)}`)
	];
	// Rounded for a reason: then there is nothing finer to tell.
	if (effect.coarse || effect.withheld) return `${words[method]}${within}.`;
	return `${words[method]}${within}: ${parts.filter(Boolean).join(', ')}.`;
}

/** What the effect was adjusted for, for whoever asks whether the groups were alike. */
export function adjustmentWords({ method, against }: ReportedEffect, counts: 'people' | 'groups'): string {
	if (against === 'baseline')
		return 'Nothing else that changed meanwhile is adjusted for, since there is no comparison.';
	const baseline = isAdjusted({ method })
		? 'Adjusted for where each group started.'
		: 'Not adjusted for where each group started.';
	if (method.startsWith('cluster means'))
		return `Adjusted for whole classes or schools, by their own means. ${baseline}`;
	if (method.startsWith('cluster adjusted'))
		return `Adjusted for whole classes or schools, by how alike their members usually are. ${baseline}`;
	if (isAdjusted({ method })) return baseline;
	const whole =
		counts === 'groups' ? 'Each n is a whole class or school, so their likeness is counted. ' : '';
	return `${whole}Not adjusted for where each group started: the results brought no correlation of before and after.`;
}
