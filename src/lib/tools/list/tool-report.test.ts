import { expect, test } from 'vitest';
import { likelier } from './likelier.ts';
import { toolsCsv } from './tool-csv.ts';
import { MOST_SHOWN, previewOf, verdictStates } from './tool-import.ts';
import type { ToolLine } from './tool-list.ts';
import { guessMapping, readSheet, rowsOf } from './tool-sheet.ts';
import type { Twin } from './tool-twins.ts';
import { fieldsInWords, toolsDoneInWords, untilInWords } from './tool-words.ts';

const tool = (more: Partial<Twin> = {}): Twin => ({
	id: 'a',
	name: 'Bus Router',
	formerly: [],
	vendor: '',
	model: '',
	website: '',
	purpose: '',
	state: 'proposed',
	generative: null,
	about: [],
	agreement: 'none',
	until: null,
	pilots: 0,
	changed_at: '2026-11-20T08:00:00Z',
	agreements: [],
	...more
});

const sheet = (lines: number) => ({
	headings: ['name'],
	lines: Array.from({ length: lines }, (_, i) => ({ row: i * 2 + 2, cells: [`Tool ${i}`] })),
	empty: 0
});

test('a report counts every row, names each by its place in the file, and shows the first of each kind', () => {
	const given = sheet(450);
	const said = given.lines.map((_, i) => ({
		row: i + 1,
		name: `Tool ${i}`,
		state: (['new', 'refused'] as const)[i < 440 ? 0 : 1]
	}));
	const twice = { row: 450, name: 'Tool 0', state: 'twice' as const, of: 1 };
	const preview = previewOf(given, [], { done: false, rows: [...said.slice(0, -1), twice] });
	expect(preview.counts).toEqual({ new: 440, refused: 9, twice: 1, filled: 0, unchanged: 0 });
	expect(Object.values(preview.counts).reduce((a, b) => a + b)).toBe(450);
	expect(preview.shown.map(({ state, rows }) => [state, rows.length])).toEqual([
		['refused', 9],
		['twice', 1],
		['new', MOST_SHOWN]
	]);
	expect(preview.shown[1]!.rows[0]).toMatchObject({ row: 900, of: 2 });
	expect(verdictStates.every((state) => state in preview.counts)).toBe(true);
});

test('a file of the list is safe in a spreadsheet, and can be imported again', () => {
	const line: ToolLine = tool({
		name: '=HYPERLINK("x")',
		vendor: '+1',
		purpose: 'Plans, and "counts"',
		formerly: ['A', 'B']
	});
	const text = toolsCsv([line, tool({ website: 'https://bus.example', generative: true })]);
	expect(text).toContain(`"'=HYPERLINK(""x"")"`);
	expect(text).toContain(`'+1`);
	const reading = readSheet(text);
	if (!reading.ok) throw new Error(reading.message);
	const rows = rowsOf(reading.sheet, guessMapping(reading.sheet.headings));
	expect(rows[1]).toEqual({ name: 'Bus Router', website: 'https://bus.example' });
	expect(rows[0]).toMatchObject({ purpose: 'Plans, and "counts"' });
});

test('of two the one is kept that is used, agreed on, or came further', () => {
	const other = { id: 'b' };
	const agreements = [{ id: 'x', version: '', signed_on: '2026-01-01', expires_on: null }];
	expect(likelier(tool({ state: 'approved' }), tool({ ...other, pilots: 1 })).id).toBe('b');
	expect(likelier(tool({ state: 'approved' }), tool({ ...other, agreements })).id).toBe('b');
	expect(likelier(tool(), tool({ ...other, state: 'approved' })).id).toBe('b');
	expect(likelier(tool({ state: 'proposed' }), tool({ ...other, state: 'blocked' })).id).toBe('a');
	expect(likelier(tool(), tool(other)).id).toBe('a');
});

test('words', () => {
	expect(fieldsInWords(['model', 'purpose', 'website'])).toBe('model, what it does, and website');
	expect(untilInWords('current', null)).toBe('without an end');
	expect(untilInWords('expired', '2026-01-05')).toMatch(/^on .*2026$/);
	expect(untilInWords('none', null)).toBe('');
	const done = (query: string) =>
		toolsDoneInWords(new URLSearchParams(query))?.replaceAll('\u00a0', ' ') ?? null;
	expect(done('done=imported&added=1&filled=2')).toBe(
		'Imported: 1 tool is new and proposed, 2 tools got blanks filled.'
	);
	expect(done('done=imported&added=0&filled=x')).toContain('Nothing changed');
	expect(done('')).toBeNull();
});
