import { describe, expect, test } from 'vitest';
import { analyse } from './analysis.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { EvidenceInput } from './input.ts';
import {
	clusterAdjust,
	clusterMeans,
	combine,
	hedgesG,
	isUndefined,
	meanDifference,
	pool,
	rateRatio,
	riskDifference
} from './statistics/index.ts';

const effect = (given: EvidenceInput) => analyse(given).outcomes[0]!.effect!;

function defined<Value>(value: Value) {
	if (isUndefined(value)) throw new Error(value.reason);
	return value as Exclude<Value, { undefined: true }>;
}

describe('means', () => {
	test('several sites of an arm are pooled, within and between', () => {
		const rows = [
			...means([40, 60, 9], [50, 58, 8], { site: 'Mesa' }),
			...means([30, 66, 11], [20, 61, 12], { site: 'Harbor' })
		];
		const treatment = defined(
			pool({
				groups: [
					{ n: 40, mean: 60, sd: 9 },
					{ n: 30, mean: 66, sd: 11 }
				]
			})
		);
		const comparison = defined(
			pool({
				groups: [
					{ n: 50, mean: 58, sd: 8 },
					{ n: 20, mean: 61, sd: 12 }
				]
			})
		);
		const { difference, low, high, p, df } = defined(meanDifference({ treatment, comparison }));
		expect(effect(input({ rows }))).toMatchObject({
			method: 'welch',
			strata: 0,
			estimate: difference,
			low,
			high,
			p,
			df
		});
		expect(effect(input({ rows })).size!.g).toBe(defined(hedgesG({ treatment, comparison })).g);
	});

	test('shared strata are combined, so that more older pupils in one arm make no effect', () => {
		const rows = [
			...means([80, 60, 10], [20, 60, 10], { stratum: 'Grade 8' }),
			...means([20, 40, 10], [80, 40, 10], { stratum: 'Grade 4' })
		];
		const one = effect(input({ rows }));
		expect(one).toMatchObject({ strata: 2, df: null });
		expect(one.estimate).toBeCloseTo(0, 12);
		const parts = analyse(input({ rows })).outcomes[0]!.strata.map((part) => ({
			estimate: part.effect!.estimate!,
			se: part.effect!.se!
		}));
		expect(one).toMatchObject({
			low: defined(combine({ parts })).low,
			high: defined(combine({ parts })).high
		});
		expect(analyse(input({ rows })).outcomes[0]!.strata.map(({ stratum }) => stratum)).toEqual([
			'Grade 4',
			'Grade 8'
		]);
	});

	const whole = plan({ assignment_unit: 'class', groups_per_arm: 4, people_per_arm: 100 });

	test('classes that were assigned whole are compared by their own means where every row has them', () => {
		const rows = [
			row({ n: 100, mean: 64, sd: 10, clusters: 4, cluster_sd: 3 }),
			row({ arm: 'comparison', n: 100, mean: 60, sd: 10, clusters: 4, cluster_sd: 2 })
		];
		const { difference, low, high, df } = defined(
			clusterMeans({
				treatment: { clusters: 4, mean: 64, sd: 3 },
				comparison: { clusters: 4, mean: 60, sd: 2 }
			})
		);
		const one = effect(input({ plan: whole, rows }));
		expect(one).toMatchObject({ method: 'cluster means', estimate: difference, low, high, df });
		const { g } = defined(
			hedgesG({ treatment: { n: 100, mean: 64, sd: 10 }, comparison: { n: 100, mean: 60, sd: 10 } })
		);
		expect(one.size!.g).toBeCloseTo(g, 12);
		expect(one.size!.low / one.size!.g).toBeCloseTo(low / difference, 12);
	});

	test('else the interval is widened for classes as large as the plan says', () => {
		const given = input({ plan: whole, rows: means([100, 64, 10], [100, 60, 10]) });
		const groups = { treatment: { n: 100, mean: 64, sd: 10 }, comparison: { n: 100, mean: 60, sd: 10 } };
		const { g } = defined(hedgesG(groups));
		const { t } = defined(meanDifference(groups));
		const fallback = defined(
			clusterAdjust({ g, t, nTreatment: 100, nComparison: 100, meanClusterSize: 25, icc: 0.2 })
		);
		const one = effect(given);
		expect(one).toMatchObject({
			method: 'cluster adjusted',
			estimate: 4,
			df: fallback.df,
			p: fallback.p,
			t: fallback.t
		});
		expect(one.estimate! / one.se!).toBeCloseTo(fallback.t, 12);
		expect(one.high! - one.low!).toBeGreaterThan(2 * 2.8);
		expect(one.size!.low / one.size!.g).toBeCloseTo(one.low! / one.estimate!, 12);
	});

	test('the plan’s own intraclass correlation is used where it has one', () => {
		const alike = effect(input({ plan: { ...whole, icc: 0 }, rows: means([100, 64, 10], [100, 60, 10]) }));
		const plain = effect(input({ rows: means([100, 64, 10], [100, 60, 10]) }));
		expect(alike.method).toBe('cluster adjusted');
		expect(alike.low).toBeCloseTo(plain.low!, 6);
	});

	test('two arms with the same mean are widened too', () => {
		const one = effect(input({ plan: whole, rows: means([100, 60, 10], [100, 60, 10]) }));
		expect(one).toMatchObject({ method: 'cluster adjusted', estimate: 0, p: 1 });
		expect(one.high).toBeGreaterThan(2.8);
		expect(one.low).toBeCloseTo(-one.high!, 12);
	});

	test('rows that count classes are never corrected for classes again', () => {
		const counted = plan({ assignment_unit: 'class', analysis_unit: 'class', groups_per_arm: 20 });
		expect(effect(input({ plan: counted, rows: means([20, 64, 5], [20, 60, 5]) })).method).toBe('welch');
	});

	test('before and after, a correlation of the same people narrows the interval', () => {
		const before = plan({ design: 'before and after' });
		const pair = (correlation: number | null) =>
			effect(
				input({
					plan: before,
					rows: [
						row({ phase: 'baseline', n: 50, mean: 60, sd: 10 }),
						row({ n: 50, mean: 63, sd: 10, correlation })
					]
				})
			);
		expect(pair(0.8)).toMatchObject({ method: 'paired change', against: 'baseline', estimate: 3 });
		expect(pair(null)).toMatchObject({ method: 'independent change', estimate: 3 });
		expect(pair(0.8).low).toBeGreaterThan(pair(null).low!);
	});

	test('of two baselines the later one counts', () => {
		const before = plan({ design: 'before and after' });
		const rows = [
			row({ phase: 'baseline', period: 'Fall 2024', measured_on: '2024-09-20', n: 50, mean: 10, sd: 10 }),
			row({ phase: 'baseline', n: 50, mean: 60, sd: 10 }),
			row({ n: 50, mean: 63, sd: 10 })
		];
		expect(effect(input({ plan: before, rows })).estimate).toBe(3);
	});
});

describe('proportions', () => {
	const passed = goal({ metric: metric({ kind: 'proportion' }), minimum_effect: 0.05 });
	// Watched at least once a week, encouraged or not: the Sesame Street encouragement design, Gelman & Hill (2007), chapter 10.
	const sesame = [row({ n: 152, events: 138 }), row({ arm: 'comparison', n: 88, events: 48 })];

	test('are compared by their difference, in shares', () => {
		const { difference, low, high } = riskDifference({
			treatment: { n: 152, events: 138 },
			comparison: { n: 88, events: 48 }
		});
		const one = effect(input({ goals: [passed], rows: sesame }));
		expect(one).toMatchObject({ method: 'risk difference', estimate: difference, low, high });
		expect(one.estimate).toBeCloseTo(0.3624, 4);
		expect(one.size!.index).toBe('Cox index');
	});

	test('none in either arm has an interval all the same', () => {
		const rows = [row({ n: 50, events: 0 }), row({ arm: 'comparison', n: 50, events: 0 })];
		const one = effect(input({ goals: [passed], rows }));
		expect(one).toMatchObject({ estimate: 0, p: null, size: null });
		expect(one.high).toBeGreaterThan(0.05);
	});

	test('strata are combined, also where all of a stratum had the event', () => {
		const rows = ['Grade 1', 'Grade 2'].flatMap((stratum, index) => [
			row({ stratum, n: 60, events: index === 0 ? 60 : 40 }),
			row({ stratum, arm: 'comparison', n: 60, events: index === 0 ? 54 : 30 })
		]);
		const one = effect(input({ goals: [passed], rows }));
		expect(one.strata).toBe(2);
		expect(one.estimate).toBeGreaterThan(0.1);
		expect(one.estimate).toBeLessThan(0.167);
		expect(one.size).toBeNull();
	});

	test('classes that were assigned whole widen the interval', () => {
		const whole = plan({ assignment_unit: 'class', groups_per_arm: 5 });
		const plain = effect(input({ goals: [passed], rows: sesame }));
		const wide = effect(input({ plan: whole, goals: [passed], rows: sesame }));
		expect(wide.method).toBe('cluster adjusted');
		expect(wide.estimate).toBe(plain.estimate);
		expect(wide.low).toBeLessThan(plain.low!);
	});
});

describe('counts', () => {
	const incidents = goal({ metric: metric({ kind: 'count', better: 'lower', about: 'things' }) });

	test('are compared by the ratio of rates, held against the other rate', () => {
		const rows = [row({ events: 12, exposure: 40 }), row({ arm: 'comparison', events: 30, exposure: 50 })];
		const { ratio, low, high, p } = defined(
			rateRatio({ treatment: { events: 12, exposure: 40 }, comparison: { events: 30, exposure: 50 } })
		);
		const one = effect(input({ goals: [incidents], rows }));
		expect(one).toMatchObject({ method: 'rate ratio', ratio: { ratio, low, high }, p });
		expect(one.estimate).toBeCloseTo(12 / 40 - 30 / 50, 12);
		expect(one.low).toBeCloseTo(0.6 * (low - 1), 12);
	});

	test('with no event in an arm there is an estimate and no interval', () => {
		const rows = [row({ events: 0, exposure: 40 }), row({ arm: 'comparison', events: 3, exposure: 30 })];
		expect(effect(input({ goals: [incidents], rows }))).toMatchObject({ estimate: -0.1, low: null, p: null });
	});

	test('strata are combined by the logarithms of their ratios', () => {
		const rows = ['North', 'South'].flatMap((stratum) => [
			row({ stratum, events: 20, exposure: 40 }),
			row({ stratum, arm: 'comparison', events: 40, exposure: 40 })
		]);
		const one = effect(input({ goals: [incidents], rows }));
		expect(one.ratio!.ratio).toBeCloseTo(0.5, 12);
		expect(one.estimate).toBeCloseTo(-0.5, 12);
		expect(one.strata).toBe(2);
	});
});
