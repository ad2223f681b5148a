import { describe, expect, test } from 'vitest';
import { readDay } from './read-day.ts';

describe('a day is read', () => {
	test.each([
		'2026-03-12',
		'2026/3/12',
		' 2026-03-12T14:05:00Z',
		'2026-03-12 14:05:00+00:00',
		'3/12/2026',
		'03-12-2026',
		'3/12/26',
		'3/12/2026 2:05 PM',
		'March 12, 2026',
		'Mar 12 2026',
		'Mar. 12, 2026',
		'MARCH 12TH, 2026',
		'12 March 2026',
		'12-Mar-2026',
		'Thursday, March 12, 2026',
		'March 12, 2026, 2:05 PM'
	])('%s', (text) => {
		expect(readDay(text)).toBe('2026-03-12');
	});
});

describe('and what is none is not', () => {
	test.each([
		'',
		'soon',
		'2026-02-30',
		'13/12/2026',
		'12 Foo 2026',
		'2026',
		'12/2026',
		'0000-01-01',
		'3026-01-01',
		'46093'
	])('%s', (text) => {
		expect(readDay(text)).toBeNull();
	});
	test('a leap day only in its year', () => {
		expect(readDay('2/29/2024')).toBe('2024-02-29');
		expect(readDay('2/29/2025')).toBeNull();
	});
});
