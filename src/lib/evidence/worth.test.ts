import { describe, expect, test } from 'vitest';
import { analyse, shown } from './analysis.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { Goal, Row } from './input.ts';
import { meanDifference } from './statistics/index.ts';
import { isBeside, worthOf } from './worth.ts';

const score = goal();
const lessons = means([100, 66, 9], [100, 60, 9]);

const use = goal({
	metric: metric({ id: 'use', name: 'Sessions', unit: 'sessions a week', measures: 'use' }),
	role: 'secondary',
	target: 3
});
const staff = { about: 'staff survey' as const, kind: 'mean' as const };
const saved = goal({
	metric: metric({ id: 'saved', unit: 'minutes a week', measures: 'minutes saved', ...staff }),
	role: 'secondary'
});
const checking = goal({
	metric: metric({
		id: 'checking',
		unit: 'minutes a week',
		better: 'lower',
		measures: 'minutes checking',
		...staff
	}),
	role: 'secondary'
});
const cost = goal({
	metric: metric({
		id: 'cost',
		unit: 'dollars',
		kind: 'total',
		better: 'lower',
		about: 'things',
		measures: 'cost'
	}),
	role: 'secondary'
});

const outcomes = (goals: Goal[], rows: Row[]) => analyse(input({ goals, rows })).outcomes;

test('nothing of it measured is nothing to say', () => {
	expect(worthOf(outcomes([score], lessons))).toBeNull();
});

describe('use', () => {
	test('is the pilot’s level against the planned dose', () => {
		const rows = [row({ metric_id: 'use', n: 40, mean: 2.1, sd: 1 })];
		expect(worthOf(outcomes([score, use], rows))!.use).toMatchObject([
			{ planned: 3, actual: 2.1, reached: false, withheld: false }
		]);
	});

	test('of a small group is withheld, and so is whether it reached the plan', () => {
		const rows = [row({ metric_id: 'use', n: 6, mean: 2.1, sd: 1, withheld: true })];
		const seen = shown(analyse(input({ goals: [score, use], rows }))).outcomes;
		expect(worthOf(seen)!.use[0]).toMatchObject({ actual: null, withheld: true });
	});
});

describe('net minutes', () => {
	const at = (id: string, n: number, mean: number, sd: number) => row({ metric_id: id, n, mean, sd });

	test('are the minutes saved less those of checking, with the interval of both', () => {
		const rows = [at('saved', 24, 62, 30), at('checking', 20, 25, 12)];
		const { minutes } = worthOf(outcomes([score, saved, checking], rows))!;
		const both = meanDifference({
			treatment: { n: 24, mean: 62, sd: 30 },
			comparison: { n: 20, mean: 25, sd: 12 }
		}) as { low: number; high: number };
		expect(minutes).toMatchObject({ saved: 62, checking: 25, per: 'a week', why: null });
		expect(minutes!.net).toEqual({ estimate: 37, low: both.low, high: both.high });
	});

	test('take hours for sixty minutes', () => {
		const hours = goal({ ...saved, metric: { ...saved.metric, unit: 'hours a week' } });
		const rows = [at('saved', 24, 1, 0.5), at('checking', 20, 25, 12)];
		expect(worthOf(outcomes([score, hours, checking], rows))!.minutes).toMatchObject({
			saved: 60,
			net: { estimate: 35 }
		});
	});

	test('are not taken from minutes of another span', () => {
		const daily = goal({ ...saved, metric: { ...saved.metric, unit: 'minutes a day' } });
		const rows = [at('saved', 24, 10, 5), at('checking', 20, 25, 12)];
		expect(worthOf(outcomes([score, daily, checking], rows))!.minutes).toMatchObject({
			net: null,
			why: 'other units'
		});
	});

	test('are not known where nobody measured the checking', () => {
		const rows = [at('saved', 24, 62, 30)];
		expect(worthOf(outcomes([score, saved, checking], rows))!.minutes).toMatchObject({
			saved: 62,
			net: null,
			why: 'checking not measured'
		});
	});

	test('are withheld with either of their groups', () => {
		const rows = [at('saved', 24, 62, 30), { ...at('checking', 6, 25, 12), withheld: true }];
		const seen = shown(analyse(input({ goals: [score, saved, checking], rows }))).outcomes;
		expect(worthOf(seen)!.minutes).toMatchObject({ net: null, checking: null, why: 'withheld' });
	});
});

describe('cost per unit of effect', () => {
	const spent = row({ metric_id: 'cost', value: 4200 });

	test('divides the cost for each by the effect, its ends the other way round', () => {
		const { outcomes: all } = analyse(input({ goals: [score, cost], rows: [...lessons, spent] }));
		const { effect } = all[0]!;
		const found = worthOf(all)!.cost!;
		expect(found).toMatchObject({ total: 4200, people: 100, each: 42, why: null });
		expect(found.perUnit).toEqual({ estimate: 42 / 6, low: 42 / effect!.high!, high: 42 / effect!.low! });
		expect(found.perMinimum!.estimate).toBeCloseTo((42 * 3) / 6, 10);
	});

	test('counts shares in percentage points', () => {
		const passed = goal({ metric: metric({ kind: 'proportion' }), minimum_effect: 0.05 });
		const rows = [row({ n: 200, events: 150 }), row({ arm: 'comparison', n: 200, events: 100 }), spent];
		const found = worthOf(outcomes([passed, cost], rows))!.cost!;
		expect(found.perUnit!.estimate).toBeCloseTo(21 / 25, 10);
		expect(found.perMinimum!.estimate).toBeCloseTo((21 * 5) / 25, 10);
	});

	test.each([
		['no effect', means([100, 60.5, 9], [100, 60, 9])],
		['harm', means([100, 54, 9], [100, 60, 9])],
		['not measured', means([100, 60, 9], [100, 60, 9]).slice(0, 1)]
	] as const)('is not said where there is %s', (why, rows) => {
		const found = worthOf(outcomes([score, cost], [...rows, spent]))!.cost!;
		expect(found).toMatchObject({ why, perUnit: null, perMinimum: null });
	});

	test('is not said of a comparison that is not valid', () => {
		const apart = means([100, 66, 9], [100, 60, 9], { phase: 'baseline' });
		const matched = input({
			plan: plan({ design: 'matched comparison' }),
			goals: [score, cost],
			rows: [...apart, ...lessons, spent]
		});
		expect(worthOf(analyse(matched).outcomes)!.cost).toMatchObject({ why: 'not valid', perUnit: null });
	});
});

test('an outcome that is judged stays one, whatever else it measures', () => {
	const [primary, second] = outcomes([goal({ ...saved, role: 'primary' }), use], []);
	expect([isBeside(primary!), isBeside(second!)]).toEqual([false, true]);
});
