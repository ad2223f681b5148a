import { describe, expect, it } from 'vitest';
import * as s from './index.ts';
import { anyGroup as group, anyShare as share, generator, normal, whole } from './seeded-random.ts';

const random = generator(20260302);
type Numbers = Record<string, number>;
const numbers = (result: object) => result as Numbers;

describe('intervals', () => {
	it('hold the estimate, widen with confidence, and leave out 0 exactly where p is below 1 − confidence', () => {
		for (let round = 0; round < 200; round++) {
			const [a, b] = [group(random), group(random)];
			const arms = { treatment: a, comparison: { ...b, mean: a.mean + 0.4 * normal(random) * b.sd } };
			const adjust = {
				g: normal(random),
				nTreatment: whole(random, 20, 200),
				nComparison: whole(random, 20, 200),
				meanClusterSize: 1 + 15 * random(),
				icc: random()
			};
			const made: ((confidence: number) => [number | undefined, object])[] = [
				(confidence) => of(s.meanDifference({ ...arms, confidence })),
				(confidence) => of(s.pooledDifference({ ...arms, confidence })),
				(confidence) => of(s.meanChange({ before: a, after: arms.comparison, confidence })),
				(confidence) => [adjust.g, s.clusterAdjust({ ...adjust, confidence })]
			];
			for (const make of made) {
				const [[estimate, narrow], [, wide]] = [make(0.8), make(0.99)];
				const { low = NaN, high = NaN, p = NaN } = numbers(narrow);
				expect(low).toBeLessThan(estimate ?? NaN);
				expect(high).toBeGreaterThan(estimate ?? NaN);
				expect(numbers(wide).low).toBeLessThan(low);
				expect(numbers(wide).high).toBeGreaterThan(high);
				expect(low > 0 || high < 0).toBe(p < 0.2);
			}
			const { n, events } = share(random);
			const inside = s.wilson({ n, events });
			expect(0 <= inside.low && inside.low <= inside.p && inside.p <= inside.high && inside.high <= 1).toBe(
				true
			);
		}
		function of(result: object): [number | undefined, object] {
			return [numbers(result).difference, result];
		}
	});
	it('of always valid kind are wider than fixed ones and agree with their p', () => {
		for (let round = 0; round < 200; round++) {
			const [variance, tau2, alpha] = [random(), random(), 0.01 + 0.2 * random()];
			const difference = 4 * Math.sqrt(variance) * normal(random);
			const { low, high, p } = numbers(s.alwaysValid({ difference, variance, tau2, alpha })) as Record<
				'low' | 'high' | 'p',
				number
			>;
			expect((high - low) / 2).toBeGreaterThan(Math.sqrt(-2 * Math.log(alpha) * variance));
			expect(low > 0 || high < 0).toBe(p < alpha);
		}
	});
});
