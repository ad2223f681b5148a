import { describe, expect, it } from 'vitest';
import {
	dayOf,
	daysBetween,
	formatDate,
	formatDateRange,
	formatDateTime,
	formatMeetingDay,
	formatDays,
	formatRelative,
	toDate
} from './dates.ts';

const now = '2026-03-12T18:00:00Z';
const chicago = { timeZone: 'America/Chicago' };

describe('reading a moment', () => {
	it('takes dates, ISO timestamps, and the way the database writes them', () => {
		expect(toDate('2026-03-12').toISOString()).toBe('2026-03-12T00:00:00.000Z');
		expect(toDate('2026-11-23 17:18:45.025+00').toISOString()).toBe('2026-11-23T17:18:45.025Z');
		expect(toDate('2026-11-23 17:18:45-06').toISOString()).toBe('2026-11-23T23:18:45.000Z');
		expect(toDate(new Date(0)).getTime()).toBe(0);
	});

	it('refuses what is no date', () => {
		expect(() => toDate('soon')).toThrow(RangeError);
	});
});

describe('writing a date', () => {
	it('says day, month, year', () => {
		expect(formatDate('2026-03-12')).toBe('12 Mar 2026');
		expect(formatDate('2026-09-01')).toBe('1 Sep 2026');
		expect(formatDate('2026-03-12', { locale: 'es' })).toBe('12 mar 2026');
	});

	it('shifts timestamps into the zone, and never a date without a time', () => {
		expect(formatDate('2026-03-12T02:00:00Z', chicago)).toBe('11 Mar 2026');
		expect(formatDate('2026-03-12', chicago)).toBe('12 Mar 2026');
		expect(dayOf('2026-03-12T02:00:00Z', chicago)).toBe('2026-03-11');
	});

	it('adds the day of the week to what people come together on', () => {
		expect(formatMeetingDay('2026-03-12')).toBe('Thu 12 Mar 2026');
	});

	it('adds the time', () => {
		expect(formatDateTime('2026-03-12T15:04:00Z', chicago).replace(/\s/g, ' ')).toBe('12 Mar 2026, 10:04 AM');
	});

	it('says of a range only what differs', () => {
		expect(formatDateRange('2026-02-03', '2026-02-28')).toBe('3 – 28 Feb 2026');
		expect(formatDateRange('2026-02-03', '2026-03-12')).toBe('3 Feb – 12 Mar 2026');
		expect(formatDateRange('2025-11-03', '2026-03-12')).toBe('3 Nov 2025 – 12 Mar 2026');
		expect(formatDateRange('2026-02-03', '2026-02-03')).toBe('3 Feb 2026');
	});
});

describe('distance', () => {
	it('counts calendar days, not hours', () => {
		expect(daysBetween('2026-03-11T23:59:00Z', '2026-03-12T00:01:00Z')).toBe(1);
		expect(daysBetween('2026-03-12', '2026-03-01')).toBe(-11);
		// The clocks change on 8 March 2026: that day has 23 hours.
		expect(daysBetween('2026-03-07T12:00:00Z', '2026-03-09T12:00:00Z', chicago)).toBe(2);
	});

	it.each([
		['2026-03-12', 'today'],
		['2026-03-11', 'yesterday'],
		['2026-03-15', 'in 3 days'],
		['2026-02-27', '13 days ago'],
		['2026-02-01', '5 weeks ago'],
		['2026-07-20', 'in 4 months'],
		['2024-02-01', '2 years ago']
	])('says of %s that it is %s', (value, words) => {
		expect(formatRelative(value, now)).toBe(words);
	});

	it('counts days in words', () => {
		expect(formatDays(1)).toBe('1 day');
		expect(formatDays(23)).toBe('23 days');
		expect(formatDays(23, { locale: 'es' })).toBe('23 días');
	});
});
