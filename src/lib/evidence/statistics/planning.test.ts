import { describe, expect, it } from 'vitest';
import { generator, normal, times } from './seeded-random.ts';
import * as s from './index.ts';

const perGroup = (result: object) => (result as { perGroup: number }).perGroup;
const effectOf = (result: object) => (result as { effect: number }).effect;
const powerOf = (result: object) => (result as { power: number }).power;

describe('sample size', () => {
	it('is the smallest with the wanted power', () => {
		for (const effect of [0.08, 0.2, 0.5, 1, 2.5]) {
			for (const power of [0.3, 0.8, 0.95]) {
				for (const alpha of [0.01, 0.05, 0.2]) {
					const n = perGroup(s.sampleSize({ effect, power, alpha }));
					expect(powerOf(s.power({ perGroup: n, effect, alpha }))).toBeGreaterThanOrEqual(power);
					if (n > 2) expect(powerOf(s.power({ perGroup: n - 1, effect, alpha }))).toBeLessThan(power);
				}
			}
		}
	});
	it('grows as the effect or alpha shrinks and as power grows, and ignores the sign', () => {
		const sizes = (inputs: { effect: number; power?: number; alpha?: number }[]) =>
			inputs.map((input) => perGroup(s.sampleSize(input)));
		for (const grown of [
			sizes([2, 1, 0.5, 0.2, 0.1, 0.01].map((effect) => ({ effect }))),
			sizes([0.5, 0.7, 0.8, 0.9, 0.99].map((power) => ({ effect: 0.3, power }))),
			sizes([0.2, 0.1, 0.05, 0.01, 1e-6].map((alpha) => ({ effect: 0.3, alpha })))
		]) {
			expect(grown).toEqual(grown.toSorted((a, b) => a - b));
			expect(new Set(grown).size).toBe(grown.length);
		}
		expect(s.sampleSize({ effect: -0.3 })).toEqual(s.sampleSize({ effect: 0.3 }));
		expect(s.sampleSizeProportions({ p1: 0.4, p2: 0.5 })).toEqual(
			s.sampleSizeProportions({ p1: 0.6, p2: 0.5 })
		);
	});
	it('has the power of alpha without an effect, and nearly 1 with a huge one', () => {
		expect(powerOf(s.power({ perGroup: 20, effect: 0, alpha: 0.03 }))).toBeCloseTo(0.03, 12);
		expect(powerOf(s.power({ perGroup: 20, effect: 30 }))).toBe(1);
	});
});

describe('minimum detectable effect', () => {
	it('is what eight and forty classes of 25 can tell', () => {
		const design = { clusterSize: 25, icc: 0.2 };
		expect(effectOf(s.minimumDetectableEffect({ ...design, clusters: 8 }))).toBeCloseTo(1.14, 2);
		expect(effectOf(s.minimumDetectableEffect({ ...design, clusters: 8, pretestR2: 0.6 }))).toBeCloseTo(
			0.72,
			2
		);
		expect(effectOf(s.minimumDetectableEffect({ ...design, clusters: 40 }))).toBeCloseTo(0.44, 2);
	});
	it('shrinks with clusters, and a covariate costs a degree of freedom', () => {
		const effects = [6, 10, 20, 60].map((clusters) =>
			effectOf(s.minimumDetectableEffect({ clusters, clusterSize: 20, icc: 0.15 }))
		);
		expect(effects).toEqual(effects.toSorted((a, b) => b - a));
		const [none, one] = [0, 1].map((covariates) =>
			effectOf(s.minimumDetectableEffect({ clusters: 10, clusterSize: 20, icc: 0.15, covariates }))
		);
		expect(one).toBeGreaterThan(none ?? NaN);
	});
	it('is, for people assigned one by one, close to what the sample size asks for', () => {
		const n = perGroup(s.sampleSize({ effect: 0.4 }));
		expect(effectOf(s.minimumDetectableEffect({ clusters: 2 * n, clusterSize: 1, icc: 0 }))).toBeCloseTo(
			0.4,
			2
		);
	});
});

describe('coverage in simulated pilots is the stated one, within the error of the simulation', () => {
	const runs = 2000;
	const random = generator(7);
	const draw = (n: number, mean: number, sd: number) => times(n, () => mean + sd * normal(random));
	const summary = (values: number[]) => s.summarize({ values }) as s.Summary;
	const events = (n: number, p: number) => ({
		n,
		events: times(n, random).filter((value) => value < p).length
	});
	const pilots: Record<string, [truth: number, () => object]> = {
		'meanDifference, unequal spread': [
			2,
			() => s.meanDifference({ treatment: summary(draw(12, 2, 3)), comparison: summary(draw(20, 0, 1)) })
		],
		'pooledDifference, equal spread': [
			-1,
			() => s.pooledDifference({ treatment: summary(draw(5, 0, 2)), comparison: summary(draw(9, 1, 2)) })
		],
		'meanChange, paired': [
			0.5,
			() => {
				const person = draw(15, 0, 2);
				const [before, after] = [
					person.map((x) => x + normal(random)),
					person.map((x) => x + 0.5 + normal(random))
				];
				const [b, a] = [summary(before), summary(after)];
				const products = before.reduce((sum, x, i) => sum + (x - b.mean) * ((after[i] ?? 0) - a.mean), 0);
				return s.meanChange({ before: b, after: a, correlation: products / (14 * b.sd * a.sd) });
			}
		],
		'clusterMeans, classes of one district': [
			0,
			() => {
				const arm = () => {
					const { n, mean, sd } = summary(times(6, () => normal(random) + summary(draw(10, 0, 2)).mean));
					return { clusters: n, mean, sd };
				};
				return s.clusterMeans({ treatment: arm(), comparison: arm() });
			}
		],
		riskDifference: [
			0.2,
			() => s.riskDifference({ treatment: events(60, 0.5), comparison: events(50, 0.3) })
		],
		wilson: [0.3, () => s.wilson(events(45, 0.3))],
		trend: [0.7, () => s.trend({ points: times(8, (x) => ({ x, y: 0.7 * x + normal(random) })) })]
	};
	it.each(Object.entries(pilots))('%s', (_, [truth, pilot]) => {
		const covered = times(runs, pilot).filter((result) => {
			const { low, high } = result as s.Interval;
			return low <= truth && truth <= high;
		}).length;
		// Four standard errors of the simulation, and 0.006 for what these intervals themselves are known to be off by.
		expect(Math.abs(covered / runs - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / runs) + 0.006);
	});
});
