import { describe, expect, test } from 'vitest';
import { urgencyOf } from './due.ts';
import { byDueDate, type Waiting } from './home.ts';

const item = (what: Waiting['what'], since: string, due: string | null = null): Waiting => ({
	what,
	since,
	due,
	pilot: 'a',
	title: 'A pilot',
	detail: null
});
const order = (items: Waiting[]) => byDueDate(items).map(({ what, since }) => `${what} ${since}`);

describe('what waits', () => {
	test('stands in order of its due date, whatever it is, and what has none comes last', () => {
		expect(
			order([
				item('finish the proposal', '2026-01-01'),
				item('vote', '2026-03-02', '2026-03-20'),
				item('log results', '2026-02-01', '2026-03-10'),
				item('sign a review', '2026-02-20', '2026-03-01')
			])
		).toEqual([
			'sign a review 2026-02-20',
			'log results 2026-02-01',
			'vote 2026-03-02',
			'finish the proposal 2026-01-01'
		]);
	});

	test('of one day the more urgent kind comes first, then what waits longer', () => {
		expect(
			order([
				item('log results', '2026-01-01', '2026-03-10'),
				item('vote', '2026-03-02', '2026-03-10'),
				item('vote', '2026-03-01', '2026-03-10')
			])
		).toEqual(['vote 2026-03-01', 'vote 2026-03-02', 'log results 2026-01-01']);
	});

	test.each([
		['2026-03-09', 'late'],
		['2026-03-10', 'soon'],
		['2026-03-13', 'soon'],
		['2026-03-14', 'later'],
		[null, 'none']
	])('due on %s is %s', (due, urgency) => {
		expect(urgencyOf({ due }, '2026-03-10T23:30:00Z')).toBe(urgency);
	});
});
