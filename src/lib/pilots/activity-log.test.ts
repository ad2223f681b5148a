import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { activityCsv } from './activity-csv.ts';
import { askedFor, beforeOf, logFiltersOf, logQueryOf, sizeOf } from './activity-log.ts';

const id = '8a3d2c1e-0000-4000-8000-123456789abc';
const address = (text: string) => new URLSearchParams(text);

describe('filters of the log', () => {
	test('are what the address names', () => {
		const query = `kind=moves&actor=${id}&from=2026-03-01&to=2026-03-31&text=fractions&verb=moved`;
		const filters = logFiltersOf(address(query));
		expect(filters).toEqual({
			kind: 'moves',
			actor: id,
			from: '2026-03-01',
			to: '2026-03-31',
			text: 'fractions',
			verb: 'moved'
		});
		expect(logFiltersOf(address(logQueryOf(filters)))).toEqual(filters);
		expect(logQueryOf(filters, 7)).toMatch(/&before=7$/);
		expect(logQueryOf({})).toBe('');
	});

	test.each(['kind=toString', 'actor=me', 'from=2026-02-30', 'to=yesterday', 'text=%20', 'pilot=1'])(
		'leave out %s',
		(query) => {
			expect(logFiltersOf(address(query))).toEqual({});
		}
	);

	test('a kind is the records that belong to it', () => {
		expect(askedFor({ kind: 'talk', text: 'x' })).toEqual({ record: ['comments'], text: 'x' });
		expect(askedFor({ record: 'votes' })).toEqual({ record: 'votes' });
	});

	test('pages and sizes are whole, and bounded', () => {
		expect(beforeOf(address('before=120'))).toBe(120);
		for (const wrong of ['', 'before=-1', 'before=1.5', 'before=x', 'before=99999999999999999999'])
			expect(beforeOf(address(wrong))).toBeNull();
		expect(sizeOf(address('lines=50'))).toBe(50);
		expect(sizeOf(address('lines=9999'))).toBe(12);
	});
});

test('a file of it holds no formula, whatever a title says', () => {
	const line = (title: string, note: string, i: number) => ({
		id: i,
		at: '2026-03-01T10:00:00Z',
		actor: '@Tom, "the" boss',
		record: 'stage_changes',
		verb: 'moved',
		facts: { act: 'decline', note },
		pilot: { id, title }
	});
	const hostile = ['=HYPERLINK("http://evil")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'];
	const file = activityCsv(hostile.map((text, i) => line(text, text, i)));
	const { data } = Papa.parse<Record<string, string>>(file, { header: true, skipEmptyLines: true });
	expect(data).toHaveLength(hostile.length);
	for (const row of data) {
		for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
	}
	expect(data[0]).toMatchObject({ Pilot: `'${hostile[0]}`, 'Did what': 'declined the proposal', Line: '0' });
});
