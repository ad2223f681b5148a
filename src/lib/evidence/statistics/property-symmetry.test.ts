import { describe, it } from 'vitest';
import * as s from './index.ts';
import {
	anyGroup as group,
	anyShare as share,
	generator,
	near,
	normal,
	times,
	whole
} from './seeded-random.ts';

const random = generator(20260301);
type Numbers = Record<string, number>;
const numbers = (result: object) => result as Numbers;

describe('swapping the groups turns the signs and keeps p', () => {
	const pairs: Record<string, () => [Numbers, Numbers]> = {
		meanDifference: () => both(s.meanDifference, group(random), group(random)),
		pooledDifference: () => both(s.pooledDifference, group(random), group(random)),
		riskDifference: () => both(s.riskDifference, share(random), share(random)),
		coxIndex: () => both(s.coxIndex, share(random), share(random)),
		hedgesG: () => both(s.hedgesG, group(random), group(random)),
		clusterMeans: () => {
			const arm = () => ({ clusters: whole(random, 2, 20), mean: normal(random), sd: 0.2 + random() });
			return both(s.clusterMeans, arm(), arm());
		},
		differenceInDifferences: () => {
			const arm = () => ({ before: group(random), after: group(random) });
			return both(s.differenceInDifferences, arm(), arm());
		}
	};
	function both<Arm>(
		of: (input: { treatment: Arm; comparison: Arm }) => object,
		a: Arm,
		b: Arm
	): [Numbers, Numbers] {
		return [numbers(of({ treatment: a, comparison: b })), numbers(of({ treatment: b, comparison: a }))];
	}
	it.each(Object.entries(pairs))('%s', (_, pair) => {
		for (let round = 0; round < 100; round++) {
			const [one, other] = pair();
			for (const name of ['difference', 'g', 'd', 't', 'improvementIndex'].filter((name) => name in one)) {
				near(other[name], -(one[name] ?? NaN), 100);
			}
			near(other.low, -(one.high ?? NaN), 100);
			near(other.high, -(one.low ?? NaN), 100);
			near(other.p ?? 0, one.p ?? 0);
		}
	});
	it('rateRatio inverts', () => {
		for (let round = 0; round < 100; round++) {
			const [a, b] = times(2, () => ({ events: whole(random, 1, 40), exposure: 1 + 900 * random() })) as [
				s.Rate,
				s.Rate
			];
			const one = numbers(s.rateRatio({ treatment: a, comparison: b }));
			const other = numbers(s.rateRatio({ treatment: b, comparison: a }));
			for (const [name, mirror] of [
				['ratio', 'ratio'],
				['low', 'high'],
				['high', 'low']
			] as const) {
				near(other[name], 1 / (one[mirror] ?? NaN), other[name]);
			}
			near(other.p, one.p);
		}
	});
});

describe('units', () => {
	it('a shift changes nothing, a scale only what carries the unit', () => {
		for (let round = 0; round < 200; round++) {
			const [a, b] = [group(random), group(random)];
			const [shift, scale] = [100 * normal(random), Math.exp(20 * normal(random))];
			const turned = (g: s.Summary) => ({ n: g.n, mean: (g.mean + shift) * scale, sd: g.sd * scale });
			for (const of of [s.meanDifference, s.pooledDifference]) {
				const one = numbers(of({ treatment: a, comparison: b }));
				const other = numbers(of({ treatment: turned(a), comparison: turned(b) }));
				for (const name of ['difference', 'se', 'low', 'high']) {
					near((other[name] ?? NaN) / scale, one[name], Math.abs(shift) + 100);
				}
				near(other.df, one.df, 1000);
				near(other.p, one.p, 100);
			}
			const g = numbers(s.hedgesG({ treatment: a, comparison: b }));
			const same = numbers(s.hedgesG({ treatment: turned(a), comparison: turned(b) }));
			for (const name of ['g', 'se', 'low', 'high']) near(same[name], g[name], 1e5);
		}
	});
	it('a trend follows its units and ignores the scale of its weights', () => {
		for (let round = 0; round < 200; round++) {
			const points = times(whole(random, 3, 12), (x) => ({
				x,
				y: x * normal(random),
				weight: 0.1 + random()
			}));
			const one = numbers(s.trend({ points }));
			const moved = points.map(({ x, y, weight }) => ({
				x: 2000 + 10 * x,
				y: 5 - 3 * y,
				weight: 7 * weight
			}));
			const other = numbers(s.trend({ points: moved }));
			near(other.slope, -0.3 * (one.slope ?? NaN), 100);
			near(other.low, -0.3 * (one.high ?? NaN), 1000);
			near(other.p, one.p, 100);
		}
	});
});
