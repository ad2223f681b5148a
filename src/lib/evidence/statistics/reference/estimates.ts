/*
 * For the tests alone: which export answers which method of the reference cases, where it estimates something.
 */
import * as statistics from '../index.ts';
import {
	comparison,
	correlation,
	ends,
	group,
	number,
	numbers,
	read,
	share,
	type Answer,
	type Inputs
} from './answer.ts';

/** Only the means are given: sizes and spreads stand in. */
const standIn = (mean: number) => ({ n: 10, mean, sd: 1 });

export const estimates: Record<string, (inputs: Inputs) => Answer> = {
	summary_stats: (inputs) => {
		const result = statistics.summarize({ values: numbers(inputs, 'values') });
		return { result, fields: { ...result } };
	},
	pool: (inputs) => {
		const groups = (inputs.groups as number[][]).map(
			(values) => statistics.summarize({ values }) as statistics.Group
		);
		const result = statistics.pool({ groups });
		return { result, fields: { ...result } };
	},
	welch_t: (inputs) =>
		comparison(statistics.meanDifference({ treatment: group(inputs, 'a'), comparison: group(inputs, 'b') })),
	pooled_t: (inputs) =>
		comparison(
			statistics.pooledDifference({ treatment: group(inputs, 'a'), comparison: group(inputs, 'b') })
		),
	paired_t: (inputs) =>
		comparison(
			statistics.meanChange({
				before: group(inputs, 'b'),
				after: group(inputs, 'a'),
				correlation: correlation(numbers(inputs, 'a'), numbers(inputs, 'b'))
			})
		),
	change_independent: (inputs) =>
		comparison(statistics.meanChange({ before: group(inputs, 'before'), after: group(inputs, 'after') })),
	diff_in_diff_means: (inputs) => {
		const arm = (name: string) => ({
			before: standIn(number(inputs, `${name}_pre`)),
			after: standIn(number(inputs, `${name}_post`))
		});
		const result = statistics.differenceInDifferences({ treatment: arm('t'), comparison: arm('c') });
		return { result, fields: { did: read(result).difference } };
	},
	diff_in_diff: (inputs) => {
		const arm = (name: string) => ({
			before: group(inputs, `${name}_pre`),
			after: group(inputs, `${name}_post`)
		});
		const result = statistics.differenceInDifferences({ treatment: arm('t'), comparison: arm('c') });
		const { difference: did, se, p } = read(result);
		return { result, fields: { did, se, p, ...ends(result) } };
	},
	cluster_means: (inputs) => {
		const arm = (name: string) => ({ ...group(inputs, name), clusters: numbers(inputs, name).length });
		return comparison(statistics.clusterMeans({ treatment: arm('a'), comparison: arm('b') }));
	},
	mean_ci: (inputs) => {
		const summary = group(inputs, 'x');
		const result = statistics.meanInterval(summary);
		return { result, fields: { mean: summary.mean, sd: summary.sd, se: read(result).se, ...ends(result) } };
	},
	wilson_ci: (inputs) => {
		const result = statistics.wilson({ n: number(inputs, 'n'), events: number(inputs, 'x') });
		return { result, fields: { p: result.p, ...ends(result) } };
	},
	two_proportion: (inputs) => {
		const result = statistics.riskDifference({ treatment: share(inputs, 1), comparison: share(inputs, 2) });
		const { difference: diff, low: newcombe_low, high: newcombe_high, p: p_z_two_sided } = result;
		return { result, fields: { diff, newcombe_low, newcombe_high, p_z_two_sided } };
	},
	rate_ratio: (inputs) => {
		const rate = (at: 1 | 2) => ({ events: number(inputs, `e${at}`), exposure: number(inputs, `x${at}`) });
		const result = statistics.rateRatio({ treatment: rate(1), comparison: rate(2) });
		return { result, fields: { ratio: read(result).ratio, p: read(result).p, ...ends(result) } };
	},
	hedges_g: (inputs) => {
		const arm = (at: 1 | 2) => ({
			n: number(inputs, `n${at}`),
			mean: number(inputs, `mean${at}`),
			sd: number(inputs, `sd${at}`)
		});
		const result = statistics.hedgesG({ treatment: arm(1), comparison: arm(2) });
		const { g, se, improvementIndex } = read(result);
		const fields = {
			hedges_g_approx: g,
			wwc_se_g: se,
			improvement_index: improvementIndex,
			...ends(result)
		};
		return { result, fields };
	},
	wwc_cox_index: (inputs) => {
		const result = statistics.coxIndex({ treatment: share(inputs, 1), comparison: share(inputs, 2) });
		return { result, fields: { d_cox: read(result).d, se_d_cox: read(result).se, ...ends(result) } };
	},
	wwc_improvement_index: (inputs) => {
		const result = statistics.improvementIndex({ g: number(inputs, 'g') });
		return { result, fields: { improvement_index: result.improvementIndex } };
	},
	inverse_variance: (inputs) => {
		const ses = numbers(inputs, 'ses');
		const parts = numbers(inputs, 'estimates').map((estimate, index) => ({
			estimate,
			se: ses[index] ?? NaN
		}));
		const result = statistics.combine({ parts });
		return { result, fields: { ...result, ...ends(result) } };
	}
};
