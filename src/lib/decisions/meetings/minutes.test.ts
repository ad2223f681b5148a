import { describe, expect, test } from 'vitest';
import type { RecordItem } from './meeting-schema.ts';
import { attendanceInWords, itemInWords, remade, sectionsOf, type Section } from './minutes.ts';

const OPENED = '2026-12-18T17:00:00Z';
const at = (minute: number) => new Date(Date.parse(OPENED) + minute * 60_000).toISOString();
const item: RecordItem = {
	id: '1',
	title: 'Tutor',
	reason: 'evidence',
	closed_how: 'decided',
	note: '',
	kept_out: [],
	carried: false,
	carried_to: null,
	outcome: 'extend',
	rationale: 'It helps some',
	tally: { extend: 3, sunset: 1 },
	conditions: []
};

describe('who was there', () => {
	test('is told by minutes of the meeting', () => {
		const attendance = [
			{ name: 'Ana', what: 'arrived' as const, at: at(-5) },
			{ name: 'Ben', what: 'arrived' as const, at: at(12) },
			{ name: 'Ana', what: 'left' as const, at: at(20) },
			{ name: 'Ana', what: 'arrived' as const, at: at(31) }
		];
		expect(attendanceInWords({ attendance, excused: ['Cem', 'Ben'] }, OPENED)).toBe(
			'Present: Ana (left after 20 minutes, came back after 31 minutes), Ben (arrived after 12 minutes).\nExcused: Cem.'
		);
		expect(attendanceInWords({ attendance: [], excused: [] }, OPENED)).toBe('Attendance was not taken.');
	});
});

describe('what became of an item', () => {
	test('is its decision with tally, rationale and conditions, and no name beside a vote', () => {
		const said = itemInWords({
			...item,
			kept_out: [
				{ name: 'Dee', why: 'team' },
				{ name: 'Eli', why: 'recused' }
			],
			different: 'Two more schools',
			with_majority: false,
			override_reason: 'The board asks for it',
			conditions: [{ words: 'Train the teachers', owner: 'Fay', due_on: '2027-02-01' }],
			next_review: '2027-05-01'
		});
		expect(said.split('\n')).toEqual([
			'Its evaluation is submitted.',
			'Kept out: Dee (of its team), Eli (recused).',
			'Decided: extend. Votes: 3 extend, 1 sunset.',
			'It helps some.',
			'This departs from the majority.',
			'The reason for departing: The board asks for it.',
			'Different this time: Two more schools.',
			'Condition: Train the teachers. Fay, by 1 Feb 2027.',
			'Next review: 1 May 2027.'
		]);
	});

	test('is how a matter was dealt with', () => {
		const matter = {
			...item,
			outcome: null,
			reason: 'condition' as const,
			closed_how: 'dealt with' as const
		};
		expect(itemInWords({ ...matter, note: 'By March' })).toBe(
			'What an earlier decision asked for is overdue.\nDealt with.\nBy March.'
		);
	});
});

describe('sections', () => {
	const record = { attendance: [], excused: [], items: [item] };

	test('are of who was there, of each item, of what is carried over, and of other business', () => {
		const carried = {
			...item,
			id: '2',
			title: 'Grader',
			outcome: null,
			carried: true,
			carried_to: '2027-01-08'
		};
		const sections = sectionsOf({ ...record, items: [item, carried] }, OPENED);
		expect(sections.map(({ key }) => key)).toEqual(['attendance', 'item 1', 'carried over', 'other']);
		expect(sections[2]!.words).toBe('Grader: to the meeting of 8 Jan 2027.');
		expect(sections.every(({ words, made }) => words === made)).toBe(true);
	});

	test('asked again, keep what somebody wrote, and never lose it silently', () => {
		const before = sectionsOf(record, OPENED).map((section): Section => ({
			...section,
			words: section.key === 'item 1' ? 'We talked for long.' : section.words
		}));
		const fresh = sectionsOf(
			{ ...record, excused: ['Gus'], items: [{ ...item, outcome: 'sunset' }] },
			OPENED
		);
		const now = remade(before, fresh);
		expect(now[0]!.words, 'as it was made, it follows the record').toContain('Excused: Gus.');
		expect(now[1]!.words).toBe('We talked for long.');
		expect(now[1]!.made, 'what the record says stands beside it').toContain('Decided: sunset.');
		const gone = remade(before, sectionsOf({ ...record, items: [] }, OPENED));
		expect(gone.at(-1)).toMatchObject({ key: 'item 1', words: 'We talked for long.' });
		expect(remade(sectionsOf(record, OPENED), sectionsOf({ ...record, items: [] }, OPENED))).toHaveLength(2);
	});
});
