import { expect, test } from 'vitest';
import { analyse, shown } from './analysis.ts';
import { goal, input, means, metric, row } from './fixtures.ts';
import { worthOf } from './worth.ts';
import { costSaid, minutesSaid, spentSaid, useSaid } from './worth-words.ts';

const beside = (id: string, measures: 'use' | 'minutes saved' | 'minutes checking' | 'cost', some: object) =>
	goal({ metric: metric({ id, name: id, measures, ...some }), role: 'secondary', target: 3 });
const goals = [
	goal(),
	beside('Sessions', 'use', { unit: 'sessions a week' }),
	beside('Saved', 'minutes saved', { unit: 'minutes a week' }),
	beside('Checked', 'minutes checking', { unit: 'minutes a week' }),
	beside('Money', 'cost', { unit: 'dollars', kind: 'total', about: 'things' })
];
const rows = [
	row({ metric_id: 'Sessions', n: 90, mean: 2.1, sd: 1 }),
	row({ metric_id: 'Saved', n: 24, mean: 62, sd: 30 }),
	row({ metric_id: 'Checked', n: 24, mean: 25, sd: 12 }),
	row({ metric_id: 'Money', value: 4200 })
];
const worthWith = (gain: number) =>
	worthOf(analyse(input({ goals, rows: [...means([100, 60 + gain, 9], [100, 60, 9]), ...rows] })).outcomes)!;

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('use is said against the planned dose', () => {
	const { value, note } = useSaid(worthWith(6).use[0]!);
	expect(plain(`${value}. ${note}`)).toBe(
		'2.1 sessions a week. Planned: 3 sessions a week. That is 70% of the planned dose.'
	);
});

test('a share at its end is told as that, and what is not told is not claimed', () => {
	const used = beside('Used it', 'use', { kind: 'proportion', unit: 'share', about: 'students' });
	const of = (events: number) =>
		worthOf(
			shown(
				analyse(
					input({
						goals: [goal(), { ...used, target: 0.98 }],
						rows: [row({ metric_id: 'Used it', n: 40, events })]
					})
				)
			).outcomes
		)!.use[0]!;
	const { value, note } = useSaid(of(40));
	expect(plain(`${value}. ${note}`)).toBe(
		'at least 95 %. Planned: 98%. Whether it was used as planned would tell of a small group.'
	);
	expect(useSaid(of(20)).note).toContain('It was not used as planned.');
});

test('net minutes are said with both sides and the interval', () => {
	const { value, note } = minutesSaid(worthWith(6).minutes!);
	expect(plain(value)).toBe('37 minutes a week');
	expect(plain(note)).toBe(
		'62 minutes a week saved for each person, less 25 of checking and correcting. Plausibly 24 to 50 (95% interval).'
	);
});

test('cost is said for each person, for a unit and for what matters', () => {
	const { cost } = worthWith(6);
	expect(plain(spentSaid(cost!).note)).toBe('$42.00 for each of 100 people in the pilot.');
	const { value, note } = costSaid(cost!);
	expect(value).toBe('$7.00');
	expect(plain(note)).toMatch(
		/^For 1 point of “Reading score” and each person, plausibly \$4\.94 to \$12\.0\d\. For what matters \(3 points\): \$21\.00, plausibly \$1/
	);
});

test('without a gain there is nothing to divide by', () => {
	expect(costSaid(worthWith(0.2).cost!)).toMatchObject({
		value: '—',
		note: expect.stringContaining('No effect to divide by')
	});
	expect(costSaid(worthWith(-9).cost!).note).toContain('did harm');
});
