import { describe, expect, test } from 'vitest';
import { goal, metric, row } from '../fixtures.ts';
import { generator, normal, times } from '../statistics/seeded-random.ts';
import { delayedStart } from './delayed-start.ts';
import { pairUp } from './pairs.ts';
import { place } from './placing.ts';
import { at, begun, days, wave, waveInput } from './wave-fixtures.ts';
import type { Wave } from './wave-input.ts';
import type { Row } from '../input.ts';

const effectOf = (waves: Wave[], rows: Row[], one = goal()) => {
	const given = waveInput({ waves, rows, goals: [one] });
	return delayedStart(pairUp(one.metric.kind, waves, place(one, given)).pairs, one.metric.kind)!;
};

const two = [wave(1, '2026-09-01', ['a1', 'a2']), wave(2, '2027-01-10', ['b1', 'b2'])];
const four = [
	at('a1', 'Spring 26', 50),
	at('a2', 'Spring 26', 52),
	at('b1', 'Spring 26', 49),
	at('b2', 'Spring 26', 51),
	begun('a1', 'Fall 26', 56),
	begun('a2', 'Fall 26', 56),
	at('b1', 'Fall 26', 50),
	at('b2', 'Fall 26', 54)
];

describe('one wave against the next, which waits', () => {
	test('is how much more its sites changed, by the spread of sites', () => {
		// Changes 6 and 4 against 1 and 3: 5 − 2. Variance (2 + 2)/2, standard error √(2·(½ + ½)), t(2) = 4.3027.
		const { effect, basis, weak } = effectOf(two, four);
		expect(effect.estimate).toBeCloseTo(3, 12);
		expect(effect.se).toBeCloseTo(Math.SQRT2, 12);
		expect(effect.df).toBe(2);
		expect(effect.low).toBeCloseTo(3 - 4.302652729911275 * Math.SQRT2, 9);
		expect(effect.high).toBeCloseTo(3 + 4.302652729911275 * Math.SQRT2, 9);
		expect([basis, weak]).toEqual(['sites', true]);
	});

	test('whatever changed everywhere falls out', () => {
		const shifted = four.map((one) => (one.period === 'Fall 26' ? { ...one, mean: one.mean! - 20 } : one));
		expect(effectOf(two, shifted).effect.estimate).toBeCloseTo(3, 12);
	});

	test('with one site each only people are left, and that is said', () => {
		const waves = [wave(1, '2026-09-01', ['a1']), wave(2, null, ['b1'])];
		const { effect, basis, weak } = effectOf(waves, four);
		// 6 − 1; four independent means of 100 with an sd of 10.
		expect(effect.estimate).toBeCloseTo(5, 12);
		expect(effect.se).toBeCloseTo(2, 12);
		expect([basis, weak]).toEqual(['people', true]);
	});

	test('shares are differences of shares, counts of rates; totals have none', () => {
		const share = goal({ metric: metric({ kind: 'proportion' }) });
		const shares = four.map((one) => ({ ...one, mean: null, sd: null, events: one.mean }));
		expect(effectOf(two, shares, share).effect.estimate).toBeCloseTo(0.03, 12);
		const count = goal({ metric: metric({ kind: 'count' }) });
		const rates = shares.map((one) => ({ ...one, n: null, exposure: 10 }));
		expect(effectOf(two, rates, count).effect.estimate).toBeCloseTo(0.3, 12);
		const total = goal({ metric: metric({ kind: 'total' }) });
		expect(effectOf(two, rates, total)).toBeNull();
	});

	test('the period counts in which it ran the longest and the other still waited', () => {
		const later = [...four, begun('a1', 'Winter 27', 60), begun('a2', 'Winter 27', 60)];
		expect(effectOf(two, later).effect.estimate).toBeCloseTo(3, 12);
		const both = [...later, at('b1', 'Winter 27', 50), at('b2', 'Winter 27', 52)];
		const waits = [two[0]!, { ...two[1]!, started_on: '2027-03-01' }];
		// Changes 10 and 8 against 1 and 1.
		expect(effectOf(waits, both).effect.estimate).toBeCloseTo(8, 12);
	});
});

describe('three waves', () => {
	const three = [...two, wave(3, null, ['c1', 'c2'])];
	const rows = [
		...four,
		at('c1', 'Fall 26', 48),
		at('c2', 'Fall 26', 50),
		begun('b1', 'Winter 27', 57),
		begun('b2', 'Winter 27', 57),
		at('c1', 'Winter 27', 49),
		at('c2', 'Winter 27', 53)
	];

	test('are combined, and what two comparisons share widens the interval', () => {
		// 3, and 7 and 3 against 1 and 3: 3 again. Variance (2 + 2 + 8 + 2)/4 = 3.5; of each pair 3.5; shared ¼ of it.
		const { effect, pairs } = effectOf(three, rows);
		expect(pairs.map(({ estimate }) => estimate)).toEqual([3, 3]);
		expect(effect.estimate).toBeCloseTo(3, 12);
		expect(effect.df).toBe(4);
		expect(effect.se! ** 2).toBeCloseTo(3.5 / 2 + (2 * 0.25 * 3.5) / 4, 12);
	});

	test('each against the next one only', () => {
		const pairing = pairUp('mean', three, place(goal(), waveInput({ waves: three, rows })));
		expect(
			pairing.pairs.map(({ wave: one, against, base, period }) => [one.name, against.name, base, period])
		).toEqual([
			['Wave 1', 'Wave 2', 'Spring 26', 'Fall 26'],
			['Wave 2', 'Wave 3', 'Fall 26', 'Winter 27']
		]);
		expect(pairing.not).toEqual([{ wave: 'Wave 3', why: 'not begun' }]);
	});
});

test.each<[string, Wave[], Row[]]>([
	['never apart', [two[0]!, { ...two[1]!, started_on: '2026-09-01' }], four],
	['no results after', two, four.filter(({ arm }) => arm === 'comparison')],
	[
		'no results of those who wait',
		two,
		four.filter(({ site, period }) => site![0] === 'a' || period === 'Spring 26')
	],
	['no results before', two, four.filter(({ period }) => period === 'Fall 26')],
	['nobody waits', [two[0]!], four],
	['not begun', [{ ...two[0]!, started_on: null }], four]
])('%s: no comparison, and why', (why, waves, rows) => {
	const { pairs, not } = pairUp('mean', waves, place(goal(), waveInput({ waves, rows })));
	expect(pairs).toEqual([]);
	expect(not[0]).toEqual({ wave: 'Wave 1', why });
});

describe('what is logged as something else than it is', () => {
	const placed = (rows: Row[], waves = two) => place(goal(), waveInput({ waves, rows }));

	test('counts for nothing, and is named', () => {
		const { misplaced, placed: counted } = placed(
			[begun('b1', 'Fall 26', 60), at('a1', 'Fall 26', 40), begun('a2', 'Winter 27', 60)],
			[{ ...two[0]!, stopped_on: '2027-02-01' }, two[1]!]
		);
		expect(counted).toEqual([]);
		expect(misplaced.map(({ site, why }) => [site, why])).toEqual([
			['b1', 'pilot before its wave'],
			['a1', 'comparison after its wave'],
			['a2', 'after the roll-back']
		]);
	});

	test('a school that tried it before has no time before', () => {
		const tried = row({ site: 'a1', period: 'Fall 25', measured_on: '2025-11-20', n: 100, mean: 50, sd: 10 });
		expect(placed([tried]).usedBefore).toEqual(['a1']);
		const { effect, basis } = effectOf(two, [...four, tried]);
		// a2 alone: 4 − 2.
		expect(effect.estimate).toBeCloseTo(2, 12);
		expect(basis).toBe('sites');
	});

	test('a school that was rolled back and planned anew has what it showed in its first wave, and no fresh start in the second', () => {
		const waves = [
			wave(1, '2026-09-01', ['a1'], { stopped_on: '2026-12-01' }),
			wave(2, '2027-01-10', ['a1', 'b1']),
			wave(3, null, ['c1'])
		];
		const { placed: counted, misplaced } = placed(
			[
				at('a1', 'Spring 26', 50),
				begun('a1', 'Fall 26', 55),
				begun('a1', 'Winter 27', 56),
				at('b1', 'Fall 26', 50),
				begun('b1', 'Winter 27', 54)
			],
			waves
		);
		expect(misplaced).toEqual([]);
		expect(
			counted.map(({ row: { site, period }, wave: { position }, when }) => [site, period, position, when])
		).toEqual([
			['a1', 'Spring 26', 1, 'before'],
			['a1', 'Fall 26', 1, 'after'],
			['a1', 'Winter 27', 2, 'after'],
			['b1', 'Fall 26', 2, 'before'],
			['b1', 'Winter 27', 2, 'after']
		]);
	});

	test('neither subgroups nor what was not accepted count', () => {
		const { placed: counted } = placed(
			four.map((one, at) => (at % 2 ? { ...one, accepted: false } : { ...one, subgroup: 'ML' }))
		);
		expect(counted).toEqual([]);
	});
});

describe('simulated: sites of their own level, a trend that all share, waves one after another', () => {
	const periods = Object.keys(days);
	const starts = ['2026-09-01', '2026-12-20', '2027-03-20', null];

	function simulated(random: () => number, effect: number) {
		const waves = starts.map((start, k) =>
			wave(
				k + 1,
				start,
				times(3, (site) => `${k}-${site}`)
			)
		);
		const trend = periods.map((_, period) => 2 * period + 3 * normal(random));
		const rows = waves.flatMap((one) =>
			one.sites.flatMap((site) => {
				const level = 50 + 5 * normal(random);
				return periods.map((period, time) => {
					const runs = one.started_on !== null && days[period]! >= one.started_on;
					const mean = level + trend[time]! + (runs ? effect : 0) + 1.5 * normal(random);
					return (runs ? begun : at)(site, period, mean);
				});
			})
		);
		return effectOf(waves, rows).effect;
	}

	test.each([0, 4])('an effect of %i is found, without bias, and the interval covers it', (truth) => {
		const random = generator(20261218 + truth);
		const runs = times(600, () => simulated(random, truth));
		const mean = runs.reduce((sum, { estimate }) => sum + estimate, 0) / runs.length;
		const spread = Math.sqrt(
			runs.reduce((sum, { estimate }) => sum + (estimate - mean) ** 2, 0) / runs.length
		);
		expect(Math.abs(mean - truth)).toBeLessThan((4 * spread) / Math.sqrt(runs.length));
		const covered = runs.filter(({ low, high }) => low! <= truth && truth <= high!).length / runs.length;
		expect(covered).toBeGreaterThan(0.92);
		expect(covered).toBeLessThan(0.985);
	});

	test('an effect is told from none where it is large', () => {
		const random = generator(7);
		const found = times(100, () => simulated(random, 4)).filter(({ low }) => low! > 0);
		expect(found.length).toBeGreaterThan(80);
	});
});
