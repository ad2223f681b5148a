import { describe, expect, it } from 'vitest';
import { times } from './seeded-random.ts';
import * as s from './index.ts';

const group = { n: 10, mean: 4, sd: 2 };
const one = { n: 1, mean: 7 };
const flat = { n: 10, mean: 3, sd: 0 };
const share = { n: 10, events: 3 };

/** What isn't defined, and the numbers that are known all the same. */
const cases: [name: string, result: () => object, known?: object][] = [
	['a single value has no spread', () => s.summarize({ values: [5] }), { n: 1, mean: 5 }],
	['nor has a single value pooled', () => s.pool({ groups: [one] }), { n: 1, mean: 7 }],
	['a group of one', () => s.meanDifference({ treatment: one, comparison: group }), { difference: 3 }],
	[
		'a group of one, pooled',
		() => s.pooledDifference({ treatment: group, comparison: one }),
		{ difference: -3 }
	],
	[
		'a group of one, with an sd of 0',
		() => s.meanDifference({ treatment: { ...one, sd: 0 }, comparison: group }),
		{ difference: 3 }
	],
	[
		'a group of one, without an sd',
		() => s.meanDifference({ treatment: { ...one, sd: null }, comparison: group }),
		{ difference: 3 }
	],
	['a group of one, standardized', () => s.hedgesG({ treatment: one, comparison: group })],
	[
		'no spread in both groups',
		() => s.meanDifference({ treatment: flat, comparison: flat }),
		{ difference: 0 }
	],
	[
		'no spread, pooled',
		() => s.pooledDifference({ treatment: flat, comparison: { ...flat, mean: 1 } }),
		{ difference: 2 }
	],
	['no spread, standardized', () => s.hedgesG({ treatment: flat, comparison: { ...flat, mean: 1 } })],
	[
		'spread that is rounding',
		() => s.meanDifference({ treatment: { n: 3, mean: 5, sd: 1e-16 }, comparison: flat }),
		{ difference: 2 }
	],
	['the interval of one value', () => s.meanInterval(one)],
	['the interval of equal values', () => s.meanInterval(flat)],
	['change of one', () => s.meanChange({ before: one, after: group }), { difference: -3 }],
	[
		'the same change in all',
		() => s.meanChange({ before: group, after: { ...group, mean: 5 }, correlation: 1 }),
		{ difference: 1 }
	],
	[
		'the same change but for rounding',
		() => s.meanChange({ before: group, after: { ...group, mean: 5 }, correlation: 1 - 1e-15 }),
		{ difference: 1 }
	],
	[
		'changes of one',
		() =>
			s.differenceInDifferences({
				treatment: { before: one, after: group },
				comparison: { before: group, after: group }
			}),
		{ difference: -3 }
	],
	[
		'changes without spread',
		() =>
			s.differenceInDifferences({
				treatment: { before: flat, after: flat },
				comparison: { before: flat, after: flat }
			}),
		{ difference: 0 }
	],
	['odds of all', () => s.coxIndex({ treatment: { n: 10, events: 10 }, comparison: share })],
	['odds of none', () => s.coxIndex({ treatment: share, comparison: { n: 10, events: 0 } })],
	[
		'a rate of nothing',
		() => s.rateRatio({ treatment: { events: 0, exposure: 5 }, comparison: { events: 2, exposure: 5 } }),
		{ ratio: 0 }
	],
	[
		'a rate over nothing',
		() => s.rateRatio({ treatment: { events: 2, exposure: 5 }, comparison: { events: 0, exposure: 5 } })
	],
	[
		'a part without error',
		() =>
			s.combine({
				parts: [
					{ estimate: 1, se: 0 },
					{ estimate: 2, se: 1 }
				]
			})
	],
	[
		'one cluster in an arm',
		() =>
			s.clusterMeans({ treatment: { clusters: 1, mean: 5 }, comparison: { clusters: 8, mean: 4, sd: 1 } }),
		{ difference: 1 }
	],
	[
		'clusters without spread',
		() =>
			s.clusterMeans({
				treatment: { clusters: 3, mean: 5, sd: 0 },
				comparison: { clusters: 8, mean: 4, sd: 0 }
			}),
		{ difference: 1 }
	],
	[
		'two people',
		() => s.clusterAdjust({ g: 0.2, nTreatment: 1, nComparison: 1, meanClusterSize: 1, icc: 0.2 })
	],
	[
		'two uniform clusters',
		() => s.clusterAdjust({ g: 0.2, nTreatment: 9, nComparison: 9, meanClusterSize: 9, icc: 1 })
	],
	['power of one per group', () => s.power({ perGroup: 1, effect: 0.5 })],
	['a size for no effect', () => s.sampleSize({ effect: 0 })],
	['a size beyond counting', () => s.sampleSize({ effect: 1e-12 })],
	['a size for equal shares', () => s.sampleSizeProportions({ p1: 0.4, p2: 0.4 })],
	[
		'no degree of freedom',
		() => s.minimumDetectableEffect({ clusters: 3, clusterSize: 20, icc: 0.2, covariates: 1 })
	],
	[
		'power that chance alone reaches',
		() => s.minimumDetectableEffect({ clusters: 30, clusterSize: 20, icc: 0.2, power: 0.01 })
	],
	['no unit observed', () => s.sampleRatio({ observed: [0, 0], expected: [1, 1] })],
	['no variance', () => s.alwaysValid({ difference: 1, variance: 0, tau2: 1 })],
	['one point', () => s.trend({ points: [{ x: 1, y: 1 }] })],
	['points at one time', () => s.trend({ points: times(4, (y) => ({ x: 1, y })) })],
	['points without weight', () => s.trend({ points: times(4, (x) => ({ x, y: x * x, weight: 0 })) })],
	[
		'two points that count',
		() =>
			s.trend({
				points: [
					{ x: 1, y: 1 },
					{ x: 3, y: 5 },
					{ x: 9, y: 0, weight: 0 }
				]
			}),
		{ slope: 2 }
	],
	[
		'points on a line',
		() => s.trend({ points: times(5, (x) => ({ x, y: 0.1 * x })) }),
		{ slope: expect.closeTo(0.1, 12) }
	],
	[
		'numbers beyond a double',
		() =>
			s.meanDifference({
				treatment: { n: 2, mean: 1e308, sd: 1e308 },
				comparison: { n: 2, mean: -1e308, sd: 1e308 }
			})
	]
];

describe('what is not defined', () => {
	it.each(cases)('%s', (_, result, known) => {
		const { reason, ...rest } = result() as s.Undefined;
		expect(rest).toEqual({ undefined: true, ...known });
		expect(reason).toMatch(/^[A-Z].+\.$/);
	});
	it('can be one field alone', () => {
		const none = { n: 10, events: 0 };
		const result = s.riskDifference({ treatment: none, comparison: none });
		expect(s.isUndefined(result)).toBe(false);
		expect(s.isUndefined(result.p)).toBe(true);
		expect(result.high).toBeCloseTo(0.2775, 4);
		expect(result.low).toBe(-result.high);
		expect(s.isUndefined(s.attrition({ overall: 80, differential: 0, boundary: 'cautious' }).limit)).toBe(
			true
		);
		expect(s.combine({ parts: [{ estimate: 1, se: 2 }] })).toMatchObject({
			estimate: 1,
			se: 2,
			q: 0,
			i2: { undefined: true }
		});
	});
	it('is told apart from anything else', () => {
		for (const value of [null, undefined, 0, NaN, 'undefined', {}, { undefined: false }, []]) {
			expect(s.isUndefined(value)).toBe(false);
		}
	});
});
