import { describe, expect, test } from 'vitest';
import { isDay, rangeOf } from './timeline-range.ts';
import { bandsOf, barOf, byMonth, cycleOf, monthsOf, type Dates } from './timeline.ts';

const terms = [
	{ name: 'Spring', starts_on: '2027-01-05', ends_on: '2027-05-21' },
	{ name: 'Fall', starts_on: '2026-08-17', ends_on: '2026-12-18' }
];
const dates = (more: Partial<Dates> = {}): Dates => ({
	id: 'a',
	launched_on: null,
	cycle_start: null,
	cycle_end: null,
	next_review: null,
	wake_on: null,
	meeting: null,
	...more
});
const year = rangeOf('year', '2026-11-25', terms);
const today = '2026-11-25';

describe('what is shown', () => {
	test.each([
		['year', '2026-11-25', '2026-07-01', '2027-06-30'],
		['year', '2026-06-30', '2025-07-01', '2026-06-30'],
		['term', '2026-11-25', '2026-08-17', '2026-12-18'],
		['term', '2026-12-25', '2027-01-05', '2027-05-21'],
		['term', '2030-01-01', '2027-01-05', '2027-05-21']
	] as const)('the %s around %s is %s to %s', (zoom, at, from, to) => {
		expect(rangeOf(zoom, at, terms)).toMatchObject({ from, to });
	});

	test('where there is no term, the year', () => {
		expect(rangeOf('term', today, [])).toMatchObject({ from: '2026-07-01', name: 'School year 2026–27' });
	});

	test('what is no day', () => {
		for (const wrong of ['', 'soon', '2026-02-30', '1999-01-01', '2026-13-01', '20260101'])
			expect(isDay(wrong), wrong).toBe(false);
		expect(isDay('2027-02-28')).toBe(true);
	});

	test('twelve months, each where it begins', () => {
		const months = monthsOf(year);
		expect(months).toHaveLength(12);
		expect(months.slice(0, 3)).toEqual([
			{ x: 0, month: '2026-07' },
			{ x: 31, month: '2026-08' },
			{ x: 62, month: '2026-09' }
		]);
		expect(monthsOf(rangeOf('term', today, terms)).map(({ month }) => month)).toEqual([
			'2026-08',
			'2026-09',
			'2026-10',
			'2026-11',
			'2026-12'
		]);
	});
});

describe('a cycle', () => {
	test('runs from its launch to its end, both days included', () => {
		const bar = barOf(dates({ launched_on: '2026-07-02', cycle_end: '2026-07-02' }), year, today);
		expect(bar).toEqual({ x: 1, width: 1, planned: false, before: false, after: false });
	});

	test('is cut off at the edges, and says so', () => {
		const bar = barOf(dates({ launched_on: '2025-01-01', cycle_end: '2029-01-01' }), year, today);
		expect(bar).toEqual({ x: 0, width: 365, planned: false, before: true, after: true });
	});

	test('that has not begun is planned: from where it is to start, or from today', () => {
		expect(cycleOf(dates({ cycle_start: '2027-01-10', cycle_end: '2027-05-01' }), today)).toEqual({
			from: '2027-01-10',
			to: '2027-05-01',
			planned: true
		});
		expect(cycleOf(dates({ cycle_end: '2027-05-01' }), today)).toMatchObject({ from: today });
		// Its end has passed: it is the one day.
		expect(cycleOf(dates({ cycle_end: '2026-09-01' }), today)).toMatchObject({ from: '2026-09-01' });
	});

	test('without an end, or of another year, is not drawn', () => {
		expect(barOf(dates({ launched_on: '2026-09-01' }), year, today)).toBeNull();
		expect(barOf(dates({ launched_on: '2024-09-01', cycle_end: '2024-12-01' }), year, today)).toBeNull();
		expect(barOf(dates({ launched_on: '2028-09-01', cycle_end: '2028-12-01' }), year, today)).toBeNull();
	});
});

test('terms and days off are cut to what is shown', () => {
	expect(bandsOf(terms, rangeOf('term', today, terms))).toEqual([{ x: 0, width: 124, name: 'Fall' }]);
	expect(bandsOf([{ name: 'Break', starts_on: '2026-06-20', ends_on: '2026-07-03' }], year)).toEqual([
		{ x: 0, width: 3, name: 'Break' }
	]);
});

test('what happens is told by month, in the order of days', () => {
	const told = byMonth(
		[
			dates({ id: 'b', launched_on: '2026-09-10', cycle_end: '2026-11-30', meeting: '2026-12-04' }),
			dates({ id: 'a', launched_on: '2026-09-02', cycle_end: '2028-01-01', wake_on: '2026-09-10' })
		],
		year
	);
	expect(
		told.map(({ month, dated }) => [month, dated.map(({ date, what, id }) => `${date} ${what} ${id}`)])
	).toEqual([
		['2026-09', ['2026-09-02 start a', '2026-09-10 start b', '2026-09-10 wake a']],
		['2026-11', ['2026-11-30 end b']],
		['2026-12', ['2026-12-04 meeting b']]
	]);
});
