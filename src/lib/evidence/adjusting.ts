import type { Effect } from './effect.ts';
import { sizeOfEstimate, type Groups } from './sizes.ts';
import { tCritical, tP } from './statistics/distribution.ts';
import { isUndefined, pooledDifference } from './statistics/index.ts';

/**
 * The means of whole classes or schools, adjusted for the baseline of the people in them. The correlation that comes with the rows is that
 * of people, so what it explains between classes isn't seen: it is taken to explain as much of that as within them, which is what the
 * plan's detectable effect takes for granted too, and usually too little. Then a class's mean varies as before but for √(1 − R²):
 *   difference = difference of cluster means + (people's adjusted difference − people's plain one)
 *   se = people's adjusted se · √(design effect), design effect = (se of cluster means / se of people's pooled difference)²
 * with clusters − 3 degrees of freedom, one for the covariate.
 * Source: What Works Clearinghouse Procedures Handbook 4.1 (2020), appendix E and its supplement (a covariate's R² and the design effect of
 * clusters as factors of one standard error); Bloom, Richburg-Hayes & Black (2007), Educational Evaluation and Policy Analysis 29(1).
 * Null where the clusters leave no degree of freedom, or there is nothing to compare the spreads by.
 */
export function adjustedWithin(whole: Effect, people: Effect, groups: Groups): Effect | null {
	const plain = pooledDifference(groups);
	const df = (whole.df ?? 0) - 1;
	if (isUndefined(plain) || whole.se === null || people.se === null || df < 1) return null;
	const estimate = whole.estimate + people.estimate - plain.difference;
	const se = people.se * (whole.se / plain.se);
	const reach = tCritical(0.95, df) * se;
	const [low, high] = [estimate - reach, estimate + reach];
	return {
		...whole,
		method: 'cluster means, adjusted for baseline',
		estimate,
		se,
		df,
		t: estimate / se,
		p: tP(estimate / se, df),
		low,
		high,
		size: sizeOfEstimate(groups, estimate, { se, low, high }),
		explained: people.explained
	};
}
