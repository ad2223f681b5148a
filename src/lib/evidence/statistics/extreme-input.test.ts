import { describe, expect, it } from 'vitest';
import * as s from './index.ts';
import { generator, times } from './seeded-random.ts';

describe('extreme but possible input', () => {
	it('never yields NaN or an infinite number', () => {
		const random = generator(11);
		const size = () => Math.exp(600 * (2 * random() - 1));
		const mean = () => (random() < 0.5 ? -1 : 1) * size();
		const n = () => Math.ceil(10 ** (12 * random()));
		const any = () => ({ n: n(), mean: mean(), sd: random() < 0.1 ? 0 : size() });
		const some = () => {
			const total = n();
			return { n: total, events: Math.floor(random() * (total + 1)) };
		};
		const calls = [
			() => s.summarize({ values: times(3, mean) }),
			() => s.pool({ groups: times(3, any) }),
			() => s.meanDifference({ treatment: any(), comparison: any() }),
			() => s.pooledDifference({ treatment: any(), comparison: any() }),
			() => s.hedgesG({ treatment: any(), comparison: any() }),
			() => s.meanInterval(any()),
			() =>
				s.meanChange({
					before: { ...any(), n: 9 },
					after: { ...any(), n: 9 },
					correlation: 2 * random() - 1
				}),
			() =>
				s.differenceInDifferences({
					treatment: { before: any(), after: any() },
					comparison: { before: any(), after: any() }
				}),
			() => s.wilson({ ...some(), confidence: 1 - 1e-15 * Math.ceil(1 / random()) }),
			() => s.riskDifference({ treatment: some(), comparison: some() }),
			() => s.coxIndex({ treatment: some(), comparison: some() }),
			() =>
				s.rateRatio({
					treatment: { events: n(), exposure: size() },
					comparison: { events: n(), exposure: size() }
				}),
			() => s.combine({ parts: times(3, () => ({ estimate: mean(), se: size() })) }),
			() => s.clusterMeans({ treatment: { ...any(), clusters: 3 }, comparison: { ...any(), clusters: 4 } }),
			() =>
				s.clusterAdjust({ g: mean(), nTreatment: n(), nComparison: n(), meanClusterSize: 1, icc: random() }),
			() => s.power({ perGroup: n(), effect: mean() }),
			() => s.sampleSize({ effect: mean(), power: random() || 0.5, alpha: random() || 0.5 }),
			() => s.alwaysValid({ difference: mean(), variance: size(), tau2: size() }),
			() => s.sampleRatio({ observed: [n(), n(), n()], expected: [size(), size(), size()] }),
			() => s.trend({ points: times(4, () => ({ x: mean(), y: mean(), weight: size() })) })
		];
		for (const call of calls) {
			for (let round = 0; round < 60; round++) {
				for (const [field, value] of Object.entries(call())) {
					if (typeof value === 'number') expect(value, `${call} ${field}`).toSatisfy(Number.isFinite);
				}
			}
		}
	});
});
