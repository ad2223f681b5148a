import { describe, expect, it } from 'vitest';
import * as s from './index.ts';
import { generator, near, normal, times, whole } from './seeded-random.ts';

const random = generator(20260303);
type Numbers = Record<string, number>;
const numbers = (result: object) => result as Numbers;

describe('combination, adjustment and judgement', () => {
	it('combined parts lie among themselves, in any order, and are surer than each', () => {
		for (let round = 0; round < 200; round++) {
			const parts = times(whole(random, 1, 8), () => ({ estimate: normal(random), se: 0.05 + random() }));
			const one = s.combine({ parts }) as s.Combined;
			const other = s.combine({ parts: parts.toReversed() }) as s.Combined;
			near(other.estimate, one.estimate);
			near(other.q, one.q, 1000);
			expect(one.estimate).toBeGreaterThanOrEqual(Math.min(...parts.map((part) => part.estimate)) - 1e-12);
			expect(one.estimate).toBeLessThanOrEqual(Math.max(...parts.map((part) => part.estimate)) + 1e-12);
			expect(one.se).toBeLessThanOrEqual(Math.min(...parts.map((part) => part.se)) * (1 + 1e-12));
			expect(s.isUndefined(one.i2)).toBe(parts.length === 1);
		}
	});
	it('clusters of one, or unlike ones, need no adjustment; likeness lowers t', () => {
		const study = { g: 0.3, nTreatment: 120, nComparison: 90 };
		const plain = 0.3 / Math.sqrt(210 / (120 * 90) + 0.09 / 420);
		for (const design of [
			{ meanClusterSize: 1, icc: 0.4 },
			{ meanClusterSize: 21, icc: 0 }
		]) {
			const { t, df } = numbers(s.clusterAdjust({ ...study, ...design }));
			near(t, plain);
			near(df, 208, 100);
		}
		const ts = [0, 0.05, 0.1, 0.2, 0.5].map(
			(icc) => numbers(s.clusterAdjust({ ...study, meanClusterSize: 21, icc })).t
		);
		expect(ts).toEqual(ts.toSorted((x = 0, y = 0) => y - x));
		const customary = numbers(s.clusterAdjust({ ...study, meanClusterSize: 21, outcome: 'achievement' }));
		expect(customary).toEqual(s.clusterAdjust({ ...study, meanClusterSize: 21, icc: 0.2 }));
		expect(s.clusterAdjust({ ...study, meanClusterSize: 21, outcome: 'other' })).toMatchObject({ icc: 0.1 });
	});
	it('adjusted p are never smaller, never above 1, and keep their order', () => {
		for (let round = 0; round < 200; round++) {
			const p = times(whole(random, 1, 12), () => random() ** 3);
			const { adjusted } = s.benjaminiHochberg({ p });
			p.forEach((value, i) => {
				expect(adjusted[i]).toBeGreaterThanOrEqual(value);
				expect(adjusted[i]).toBeLessThanOrEqual(1);
				p.forEach((other, j) => {
					if (value < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? NaN);
				});
			});
		}
	});
	it('what is no worse one way is so when better turns round', () => {
		for (let round = 0; round < 200; round++) {
			const [low = 0, high = 0] = [normal(random), normal(random)].toSorted((x, y) => x - y);
			const margin = random();
			const turned = { low: -high, high: -low, margin, better: 'lower' } as const;
			expect(s.nonInferiority(turned)).toEqual(s.nonInferiority({ low, high, margin, better: 'higher' }));
		}
	});
	it("the attrition table's limits rise, then fall to its end, and sum to those published", () => {
		for (const [boundary, last, published] of [
			['cautious', 57, 226],
			['optimistic', 65, 458]
		] as const) {
			const limits = times(
				last + 1,
				(overall) => s.attrition({ overall, differential: 0, boundary }).limit as number
			);
			const peak = limits.indexOf(Math.max(...limits));
			expect(limits.slice(0, peak + 1)).toEqual(limits.slice(0, peak + 1).toSorted((x, y) => x - y));
			expect(limits.slice(peak)).toEqual(limits.slice(peak).toSorted((x, y) => y - x));
			expect(limits.reduce((sum, limit) => sum + limit, 0)).toBeCloseTo(published, 9);
			expect(s.attrition({ overall: last + 1, differential: 0, boundary }).level).toBe('high');
		}
	});
	it('more attrition than the table knows is high whatever the difference', () => {
		expect(s.attrition({ overall: 57.5, differential: 0, boundary: 'cautious' }).level).toBe('high');
		expect(s.attrition({ overall: 100, differential: 0, boundary: 'optimistic' }).level).toBe('high');
		expect(s.attrition({ overall: 57.5, differential: 2, boundary: 'optimistic' })).toMatchObject({
			level: 'low'
		});
	});
});
