import { describe, expect, test } from 'vitest';
import { analyse, shown } from './analysis.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { Metric, Row } from './input.ts';
import { recommendationWords } from './recommendation-words.ts';

const spent = (id: string, some: Partial<Metric> = {}) =>
	goal({
		role: 'secondary',
		metric: metric({
			id,
			name: id,
			unit: 'dollars',
			kind: 'total',
			about: 'things',
			better: 'lower',
			measures: 'cost',
			...some
		})
	});
const bill = (id: string, pilot: number | null, comparison: number | null, some: Partial<Row> = {}) => [
	...(pilot === null ? [] : [row({ ...some, metric_id: id, value: pilot })]),
	...(comparison === null ? [] : [row({ ...some, metric_id: id, arm: 'comparison', value: comparison })])
];
const scores = means([100, 60, 10], [80, 60, 10]);
const judged = (rows: Row[], goals = [spent('licences')], some: Partial<Row> = {}) =>
	analyse(
		input({
			plan: plan({ people_per_arm: 80 }),
			goals: [goal({ margin: 4 }), ...goals],
			rows: [...scores.map((one) => ({ ...one, ...some })), ...rows]
		})
	);
const decided = (...of: Parameters<typeof judged>) => judged(...of).recommendation;

describe('no worse and cheaper', () => {
	test('is told by what each who was measured cost, and not by the bill', () => {
		expect(decided(bill('licences', 1200, 1000))).toMatchObject({
			rule: 'no worse and cheaper',
			permitted: ['scale'],
			facts: { cost: { pilot: 12, comparison: 12.5 } }
		});
		expect(decided(bill('licences', 1250, 1000)).rule, 'as much is not cheaper').toBe('otherwise');
		expect(decided(bill('licences', 1300, 1000)).rule).toBe('otherwise');
	});

	test('takes both bills of the period that counts, accepted', () => {
		for (const rows of [
			bill('licences', 1, null),
			bill('licences', null, 1000),
			bill('licences', 1, 1000, { period: 'Fall 2025' }),
			bill('licences', 1, 1000, { accepted: false }),
			[]
		])
			expect(decided(rows)).toMatchObject({ rule: 'otherwise', facts: { cost: null } });
	});

	test('adds up several bills, of one unit, and misses none', () => {
		const both = [spent('licences'), spent('training')];
		const rows = [...bill('licences', 400, 1000), ...bill('training', 500, 0)];
		expect(decided(rows, both).facts.cost).toEqual({ pilot: 9, comparison: 12.5 });
		expect(decided(rows.slice(0, 3), both).facts.cost).toBeNull();
		expect(decided(rows, [spent('licences'), spent('training', { unit: 'hours' })]).facts.cost).toBeNull();
	});

	test('reads no other total for a bill', () => {
		const others = [
			spent('licences', { measures: 'outcome' }),
			spent('licences', { measures: 'minutes saved' }),
			spent('licences', { about: 'students' })
		];
		for (const other of others) expect(decided(bill('licences', 1, 1000), [other]).facts.cost).toBeNull();
	});

	test('says what each cost, but to nobody from whom the number of people is withheld', () => {
		const open = judged(bill('licences', 1200, 1000));
		expect(recommendationWords(shown(open)).reason).toMatch(
			/costs less \(12\.00 against 12\.50 for each who was measured\)/
		);
		const small = judged(bill('licences', 1200, 1000), undefined, { withheld: true });
		expect(shown(small).recommendation.facts.cost).toBeNull();
		expect(recommendationWords(shown(small)).reason).toContain('it costs less, and');
	});
});
