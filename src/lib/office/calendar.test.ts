import { describe, expect, test } from 'vitest';
import { inYear, monthsOf, schoolDays, schoolYearOf, yearAsked } from './calendar.ts';

const fall = { name: 'Fall', starts_on: '2026-08-17', ends_on: '2026-12-18' };
const labour = { name: 'Labor Day', starts_on: '2026-09-07', ends_on: '2026-09-07' };
const break_ = { name: 'Fall break', starts_on: '2026-11-23', ends_on: '2026-11-27' };

describe('the school year', () => {
	test.each([
		['2026-07-01', 2026],
		['2026-12-31', 2026],
		['2027-06-30', 2026],
		['2027-07-01', 2027]
	])('of %s starts in %i', (date, year) => {
		expect(schoolYearOf(date)).toBe(year);
	});

	test('that an address asks for, or the one of today', () => {
		expect(yearAsked('2030', '2026-11-25')).toBe(2030);
		for (const wrong of [null, '', 'next', '2026.5', '99999'])
			expect(yearAsked(wrong, '2026-11-25')).toBe(2026);
	});

	test('has twelve months in whole weeks, from Monday', () => {
		const months = monthsOf(2026, [fall], [labour]);
		expect(months.map(({ key }) => key)).toEqual([
			'2026-07',
			'2026-08',
			'2026-09',
			'2026-10',
			'2026-11',
			'2026-12',
			'2027-01',
			'2027-02',
			'2027-03',
			'2027-04',
			'2027-05',
			'2027-06'
		]);
		for (const { weeks } of months) for (const week of weeks) expect(week).toHaveLength(7);
		// 1 July 2026 is a Wednesday.
		expect(months[0]!.weeks[0]!.slice(0, 3)).toEqual([
			null,
			null,
			expect.objectContaining({ date: '2026-07-01' })
		]);
		const days = months.flatMap(({ weeks }) => weeks.flat()).filter((day) => day !== null);
		expect(days).toHaveLength(365);
		const kind = (date: string) => days.find((day) => day.date === date)!.kind;
		expect(kind('2026-08-16')).toBe('none');
		expect(kind('2026-08-17')).toBe('school');
		expect(kind('2026-08-22')).toBe('none');
		expect(kind('2026-09-07')).toBe('off');
		expect(kind('2026-12-18')).toBe('school');
		expect(kind('2026-12-21')).toBe('none');
	});

	test('counts the school days of a term', () => {
		expect(schoolDays(fall, [])).toBe(90);
		expect(schoolDays(fall, [labour, break_])).toBe(84);
		expect(schoolDays(labour, [])).toBe(1);
	});

	test('knows what is in it', () => {
		expect(inYear(2026, fall)).toBe(true);
		expect(inYear(2025, fall)).toBe(false);
		expect(inYear(2025, { name: 'Summer', starts_on: '2026-06-30', ends_on: '2026-07-02' })).toBe(true);
		expect(inYear(2026, { name: 'Summer', starts_on: '2026-06-30', ends_on: '2026-07-02' })).toBe(true);
	});
});
