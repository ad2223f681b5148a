/*
 * For the tests alone: which export answers which method of the reference cases, where it plans, corrects or judges.
 */
import * as statistics from '../index.ts';
import { ends, number, numbers, read, type Answer, type Inputs } from './answer.ts';

export const judgements: Record<string, (inputs: Inputs) => Answer> = {
	wwc_cluster_correction: (inputs) => {
		const [g, n1, n2] = [number(inputs, 'g'), number(inputs, 'n1'), number(inputs, 'n2')];
		// The cases of an independent analysis took t without its term in g², which is what giving `t` is for.
		const plain = g * Math.sqrt((n1 * n2) / (n1 + n2));
		const result = statistics.clusterAdjust({
			g,
			nTreatment: n1,
			nComparison: n2,
			meanClusterSize: number(inputs, 'cluster_size'),
			icc: number(inputs, 'icc'),
			t: inputs.t_from === 'g' ? undefined : plain
		});
		const { t, df, p, se } = read(result);
		return { result, fields: { t_adjusted: t, h_df: df, p_adjusted: p, se, ...ends(result) } };
	},
	wwc_attrition: (inputs) => {
		const result = statistics.attrition(inputs as Parameters<typeof statistics.attrition>[0]);
		return { result, fields: { ...result } };
	},
	wwc_baseline: (inputs) => {
		const result = statistics.baselineEquivalence({ g: number(inputs, 'g') });
		return { result, fields: { ...result } };
	},
	bh_adjust: (inputs) => {
		const result = statistics.benjaminiHochberg({ p: numbers(inputs, 'p') });
		return { result, fields: { ...result } };
	},
	power_two_sample_t: (inputs) => {
		const [effect, alpha] = [number(inputs, 'd'), number(inputs, 'alpha')];
		const result =
			inputs.n_per_group === undefined
				? statistics.sampleSize({ effect, alpha, power: number(inputs, 'power') })
				: statistics.power({ effect, alpha, perGroup: number(inputs, 'n_per_group') });
		return {
			result,
			fields: {
				n_per_group: read(result).perGroup,
				n_per_group_ceiling: read(result).perGroup,
				power: read(result).power
			}
		};
	},
	power_two_proportion: (inputs) => {
		const { p1, p2, power, alpha } = inputs as Record<'p1' | 'p2' | 'power' | 'alpha', number>;
		const result = statistics.sampleSizeProportions({ p1, p2, power, alpha });
		return { result, fields: { n_per_group_power_prop_test: read(result).perGroup } };
	},
	mdes_cluster_rct: (inputs) => {
		const design = {
			clusters: number(inputs, 'clusters'),
			clusterSize: number(inputs, 'cluster_size'),
			icc: number(inputs, 'icc'),
			allocation: number(inputs, 'P'),
			power: number(inputs, 'power'),
			alpha: number(inputs, 'alpha')
		};
		const result = statistics.minimumDetectableEffect(design);
		const halved = statistics.minimumDetectableEffect({ ...design, pretestR2: 0.5 });
		return { result, fields: { mdes: read(result).effect, 'mdes_with_pretest_r2_0.5': read(halved).effect } };
	},
	msprt_always_valid: (inputs) => {
		const result = statistics.alwaysValid({
			difference: number(inputs, 'diff'),
			variance: number(inputs, 'variance_of_diff'),
			tau2: number(inputs, 'tau2'),
			alpha: number(inputs, 'alpha')
		});
		const { low = NaN, high = NaN, p } = read(result);
		return {
			result,
			fields: { p_always_valid: p, half_width: (high - low) / 2, ci_low: low, ci_high: high }
		};
	},
	sample_ratio: (inputs) => {
		const result = statistics.sampleRatio({
			observed: numbers(inputs, 'observed'),
			expected: numbers(inputs, 'expected')
		});
		return { result, fields: { ...result } };
	},
	weighted_regression: (inputs) => {
		const [y, weight] = [numbers(inputs, 'y'), numbers(inputs, 'weight')];
		const points = numbers(inputs, 'x').map((x, index) => ({ x, y: y[index] ?? NaN, weight: weight[index] }));
		const result = statistics.trend({ points });
		return { result, fields: { ...result, ...ends(result) } };
	},
	non_inferiority: (inputs) => {
		const result = statistics.nonInferiority(inputs as Parameters<typeof statistics.nonInferiority>[0]);
		return { result, fields: { ...result } };
	}
};
