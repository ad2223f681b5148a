/**
 * Meetings as a calendar (RFC 5545). Times float: they are by the clock of wherever the calendar is read, as the district's are, since a
 * meeting keeps no zone.
 */

export type CalendarMeeting = {
	id: string;
	/** '2026-12-18' */
	held_on: string;
	/** '09:30' */
	begins: string;
	minutes: number;
	place: string;
	/** Grows with each change, so that a calendar knows the later one. */
	revision: number;
	cancelled: boolean;
	chair: string;
	/** Titles on its docket, for those who may read them in their calendar. */
	items: readonly string[];
};

type Of = { origin: string; name: string; now: Date };

/** Text as a property holds it: its own signs escaped, nothing that could begin another line. */
export const escapeText = (text: string) =>
	text
		.replaceAll(/\r\n?/g, '\n')
		// eslint-disable-next-line no-control-regex -- control characters are what is taken out
		.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
		.replaceAll(/[\\;,]/g, '\\$&')
		.replaceAll('\n', '\\n');

/** A line of at most 75 octets, continued on lines that begin with a space; a character is never cut. */
export function fold(line: string): string {
	const lines: string[] = [];
	let part = '';
	let octets = 0;
	for (const sign of line) {
		const size = new TextEncoder().encode(sign).length;
		if (octets + size > 75) {
			lines.push(part);
			part = ' ';
			octets = 1;
		}
		part += sign;
		octets += size;
	}
	return [...lines, part].join('\r\n');
}

const two = (n: number) => String(n).padStart(2, '0');
const moment = (at: Date) =>
	`${at.getUTCFullYear()}${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())}T${two(at.getUTCHours())}${two(at.getUTCMinutes())}${two(at.getUTCSeconds())}`;

function event(meeting: CalendarMeeting, { origin, now }: Of): string[] {
	const begins = new Date(`${meeting.held_on}T${meeting.begins}:00Z`);
	const ends = new Date(begins.getTime() + meeting.minutes * 60_000);
	const page = `${origin}/cabinet/${meeting.id}`;
	const docket =
		meeting.items.length > 0 ? ['On the docket:', ...meeting.items.map((one) => `- ${one}`)] : [];
	return [
		'BEGIN:VEVENT',
		`UID:${meeting.id}@${new URL(origin).hostname}`,
		`DTSTAMP:${moment(now)}Z`,
		`SEQUENCE:${meeting.revision}`,
		`DTSTART:${moment(begins)}`,
		`DTEND:${moment(ends)}`,
		`SUMMARY:${meeting.cancelled ? 'Called off: ' : ''}Cabinet meeting`,
		...(meeting.place ? [`LOCATION:${escapeText(meeting.place)}`] : []),
		`DESCRIPTION:${escapeText([`${meeting.chair} chairs.`, ...docket, page].join('\n'))}`,
		`URL:${page}`,
		`STATUS:${meeting.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
		'END:VEVENT'
	];
}

/** A whole calendar. @param of where the application is, what the calendar is called, and when it is read */
export function calendarOf(meetings: readonly CalendarMeeting[], of: Of): string {
	return [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Pilotage//Meetings of the cabinet//EN',
		'CALSCALE:GREGORIAN',
		'METHOD:PUBLISH',
		`X-WR-CALNAME:${escapeText(of.name)}`,
		...meetings.flatMap((meeting) => event(meeting, of)),
		'END:VCALENDAR',
		''
	]
		.map(fold)
		.join('\r\n');
}
