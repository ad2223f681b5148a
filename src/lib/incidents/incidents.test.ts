import { describe, expect, test } from 'vitest';
import { eventInWords } from './event-words.ts';
import { incidentFiltersOf, incidentQueryOf, pageOf } from './incident-filters.ts';
import { columnsOf, trendsOf } from './incident-trends.ts';
import { readReport } from './report-form.ts';
import { emptyReport, looksLikeSomebody, reportTyped } from './report-values.ts';
import { affectedInWords } from './report-words.ts';

const ID = 'aaaaaaaa-0000-4000-8000-000000000001';
const PILOT = 'aaaaaaaa-0000-4000-8000-000000000002';
const whole = {
	...emptyReport(ID, [PILOT]),
	kind: 'security',
	severity: 'minor',
	occurred_on: '2026-11-20',
	how_many: 'not known',
	what_happened: 'An account was left open.'
};

describe('a report', () => {
	test('goes as it was typed, with what is empty as nothing', () => {
		expect(readReport(whole)).toEqual({
			ok: true,
			report: { ...whole, occurred_time: null, detected_on: null, detected_time: null }
		});
	});

	test('that is empty says at each field what is missing', () => {
		const read = readReport(emptyReport(ID, []));
		expect(!read.ok && Object.keys(read.errors).sort()).toEqual([
			'how_many',
			'kind',
			'occurred_on',
			'severity',
			'what_happened'
		]);
	});

	test.each([
		[{ occurred_time: '25:00' }, 'occurred_time'],
		[{ detected_on: 'yesterday' }, 'detected_on'],
		[{ pilots: ['x'] }, 'pilots'],
		[{ affected: ['Ben'] }, 'affected'],
		[{ what_happened: 'x'.repeat(4001) }, 'what_happened']
	])('%o is refused at its field', (more, field) => {
		const read = readReport({ ...whole, ...more });
		expect(!read.ok && Object.keys(read.errors)).toEqual([field]);
	});

	test('keeps each of several choices once', () => {
		const form = new FormData();
		for (const pilot of [PILOT, '', PILOT, ID]) form.append('pilots', pilot);
		form.set('what_happened', 'a\r\nb');
		expect(reportTyped(form)).toMatchObject({ pilots: [PILOT, ID], tools: [], what_happened: 'a\nb' });
	});

	test.each([
		['Write to ben@creek.example', /mail/],
		['Student 204817', /number/],
		['Born 2014-03-02', /date/],
		['born 3/2/2014', /date/],
		['In room 4021 at 10:30, 12,000 pages', null],
		['A student of grade 7', null]
	])('%s is looked at before it is sent', (words, found) => {
		if (found) expect(looksLikeSomebody(words)).toMatch(found);
		else expect(looksLikeSomebody(words)).toBeNull();
	});

	test('says who was affected in groups', () => {
		expect(affectedInWords(['families', 'students'], '6 to 25')).toBe(
			'Students and families, 6 to 25 people'
		);
		expect(affectedInWords([], 'nobody')).toBe('Nobody: it was noticed in time');
	});
});

test('filters come from an address and go back into it; what they do not know is left out', () => {
	const filters = incidentFiltersOf(
		new URLSearchParams(
			`state=open&kind=luck&severity=serious&tool=${ID}&pilot=1&from=2026-02-31&to=2026-02-01`
		)
	);
	expect(filters).toEqual({
		state: 'open',
		severity: 'serious',
		tool: ID,
		from: '2026-02-31',
		to: '2026-02-01'
	});
	expect(incidentQueryOf(filters, 2)).toContain('&page=2');
	expect(incidentQueryOf({})).toBe('');
	expect(['3', '0', 'x', '1.5'].map((page) => pageOf(new URLSearchParams({ page })))).toEqual([3, 1, 1, 1]);
});

describe('trends', () => {
	const months = ['2026-09-01', '2026-10-01', '2026-11-01'];
	const counted = [
		{ name: 'serious', month: '2026-10-01', count: 1 },
		{ name: 'minor', month: '2026-10-01', count: 3 },
		{ name: 'minor', month: '2026-11-01', count: 2 }
	];

	test('have a line for each name, the most frequent first, months without any as 0', () => {
		expect(trendsOf(months, counted)).toEqual([
			{ name: 'minor', counts: [0, 3, 2], total: 5 },
			{ name: 'serious', counts: [0, 1, 0], total: 1 }
		]);
	});

	test('stack in shares of the highest column', () => {
		const { highest, columns } = columnsOf(months, ['serious', 'moderate', 'minor'], counted);
		expect(highest).toBe(4);
		expect(columns[0]).toEqual({ month: '2026-09-01', total: 0, parts: [] });
		expect(columns[1]!.parts).toEqual([
			{ name: 'serious', from: 0, to: 0.25 },
			{ name: 'minor', from: 0.25, to: 1 }
		]);
		expect(columnsOf(months, ['minor'], []).highest).toBe(0);
	});
});

test.each([
	['reported', { severity: 'serious' }, 'reported it as serious', null],
	[
		'triaged',
		{ severity: 'minor', was: 'serious', owner: 'Ana', reason: 'Seen.' },
		'found it minor, not serious; Ana answers for it',
		'Seen.'
	],
	['triaged', { severity: 'minor', was: 'minor', owner: 'Ana' }, 'found it minor; Ana answers for it', null],
	['closed', { words: '' }, 'agreed that it is closed', null],
	['something newer', {}, 'something newer', null]
])('%s is said in words', (what, facts, did, words) => {
	expect(eventInWords({ what, facts })).toEqual({ did, words });
});
