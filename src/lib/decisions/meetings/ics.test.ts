import { describe, expect, test } from 'vitest';
import { calendarOf, escapeText, fold, type CalendarMeeting } from './ics.ts';

const meeting: CalendarMeeting = {
	id: '0b8a3f1e-0000-4000-8000-000000000001',
	held_on: '2026-12-18',
	begins: '23:30',
	minutes: 60,
	place: 'Room 2; first floor, left',
	revision: 3,
	cancelled: false,
	chair: 'Ada',
	items: []
};
const of = {
	origin: 'https://pilotage.example.org',
	name: 'Cabinet',
	now: new Date('2026-12-01T08:05:09.123Z')
};
const octets = (line: string) => new TextEncoder().encode(line).length;

describe('a meeting in a calendar', () => {
	test('has a name of its own for ever, its version, and a time by whatever clock hangs there', () => {
		const lines = calendarOf([meeting], of).split('\r\n');
		expect(lines).toEqual(
			expect.arrayContaining([
				'BEGIN:VCALENDAR',
				'VERSION:2.0',
				'UID:0b8a3f1e-0000-4000-8000-000000000001@pilotage.example.org',
				'DTSTAMP:20261201T080509Z',
				'SEQUENCE:3',
				'DTSTART:20261218T233000',
				'DTEND:20261219T003000',
				String.raw`LOCATION:Room 2\; first floor\, left`,
				'STATUS:CONFIRMED'
			])
		);
		expect(lines.at(-1), 'the last line ends, too').toBe('');
		expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
	});

	test('that was called off says so', () => {
		const text = calendarOf([{ ...meeting, cancelled: true }], of);
		expect(text).toContain('STATUS:CANCELLED\r\n');
		expect(text).toContain('SUMMARY:Called off: Cabinet meeting\r\n');
	});

	test('cannot be told more by a hostile title or place', () => {
		const hostile = 'Tutor\r\nEND:VEVENT\r\nBEGIN:VEVENT\u0000\u0007, \\n; "';
		const text = calendarOf([{ ...meeting, place: hostile, items: [hostile] }], of);
		expect(text.match(/^BEGIN:VEVENT$/gm)).toHaveLength(1);
		expect(text.match(/^END:VEVENT$/gm)).toHaveLength(1);
		expect(text.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
	});
});

describe('a line', () => {
	test.each(['x'.repeat(75), 'x'.repeat(76), 'é'.repeat(200), '学'.repeat(100), '🙂'.repeat(60), ''])(
		'of %s is folded at 75 octets, and reads as before',
		(line) => {
			const folded = fold(line).split('\r\n');
			for (const part of folded) expect(octets(part)).toBeLessThanOrEqual(75);
			expect(folded.map((part, i) => (i === 0 ? part : part.slice(1))).join('')).toBe(line);
		}
	);

	test('has its signs escaped once', () => {
		expect(escapeText('a\\b;c,d\r\ne\nf\rg')).toBe(String.raw`a\\b\;c\,d\ne\nf\ng`);
	});
});
