import { describe, expect, test } from 'vitest';
import { lookWords } from './import-words.ts';
import { identityWords, refusalWords } from './refusal-words.ts';
import { lookAt } from './look.ts';
import { Refused } from './refused.ts';
import type { Reading } from './source.ts';
import { csv, file, utf16, workbook } from './test-files.ts';

const look = async (content: string | Uint8Array<ArrayBuffer>, reading?: Reading) =>
	(await lookAt(file(content), reading)).look;

/** The sentence that a file is refused with. */
async function refusal(content: Blob | string | Uint8Array<ArrayBuffer>): Promise<string> {
	try {
		await lookAt(content instanceof Blob ? content : file(content));
	} catch (error) {
		if (error instanceof Refused) return refusalWords(error);
		throw error;
	}
	return 'It was read.';
}

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const rows = csv(['arm', 'score'], ['pilot', 1], ['comparison', 2]);

describe('a file that is no table is refused with a reason', () => {
	test('300 MB are refused before a byte is read', async () => {
		const untouched = { size: 300_000_001, slice: () => expect.unreachable() } as unknown as Blob;
		await expect(lookAt(untouched)).rejects.toMatchObject({ reason: 'too large' });
		const words = await lookAt(untouched).catch(refusalWords);
		expect(words).toContain('300 MB can be read'.replace(' ', '\u00a0'));
	});

	test.each([
		['', 'The file is empty'],
		['\n \n,,\n', 'The file is empty'],
		['arm,score\n', 'no row under the names'],
		['arm,score\npilot,1\ncomparison,"2\npilot,3\n', 'never closed'],
		['%PDF-1.7 …', 'This is a PDF'],
		['{"rows": []}', 'This is a JSON file'],
		['<!doctype html><table>', 'This is a web page'],
		[bytes('\x89PNG\r\n\x1a\n\0\0'), 'This is a picture'],
		[bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'old kind (.xls)'],
		[bytes('PK\x03\x04 cut off'), 'damaged'],
		[bytes('a\x00\x01\x02\x03b\x00\x00\x05'), 'not text']
	])('%j: %s', async (content, words) => {
		expect(await refusal(content)).toContain(words);
	});

	test('columns of fixed width', async () => {
		const lines = [
			'NAME      ARM         SCORE',
			'A         pilot          12',
			'B         comparison      9'
		];
		expect(await refusal(lines.join('\n'))).toContain('lined up with blanks');
	});

	test('a quote that never closes in a long file stops it, and says about where', async () => {
		const long = `${rows}\npilot,"3\n${'comparison,4\n'.repeat(200_000)}`;
		expect(await refusal(long)).toContain('quotation mark in row 4');
	});
});

describe('what is unusual in a file is read, and said', () => {
	test.each([
		['UTF-16 with its mark', utf16(rows, { mark: true })],
		['UTF-16 without', utf16(rows, { mark: false })],
		['UTF-16 the other way round', utf16(rows, { mark: false, big: true })],
		['UTF-8 with a mark', bytes(`\xef\xbb\xbf${rows}`)],
		['line ends of Windows', rows.replaceAll('\n', '\r\n')],
		['line ends of an old Mac', rows.replaceAll('\n', '\r')]
	])('%s', async (_, content) => {
		const { columns, rows: count } = await look(content as string);
		expect(columns.map(({ name }) => name)).toEqual(['arm', 'score']);
		expect(count).toBe(2);
		expect(columns[1]).toMatchObject({ numbers: 2, lowest: 1, highest: 2 });
	});

	test('an old Windows letter far into the file is still read', async () => {
		const content = bytes(`site,score\n${'North,1\n'.repeat(60_000)}Pe\xf1a,2\n`);
		const found = await look(content);
		expect(found.reading.encoding).toBe('windows-1252');
		expect(found.columns[0]!.labels!.map(({ text }) => text)).toEqual(['North', 'Peña']);
	});

	test('the header is found on row 4, under titles', async () => {
		const found = await look(
			csv(
				['Results of spring'],
				[''],
				['Exported,2026-05-01'],
				['arm', 'score', 'grade'],
				['pilot', 5, 3],
				['comparison', 4, 3]
			)
		);
		expect(found.reading.headerRow).toBe(4);
		expect(found.titles).toBe(3);
		expect(found.columns.map(({ name }) => name)).toEqual(['arm', 'score', 'grade']);
		expect(lookWords(found)[0]).toContain('in row 4');
	});

	test('no header: the columns are numbered; and the header can be corrected', async () => {
		const found = await look('1,2\n3,4\n5,6');
		expect(found.reading.headerRow).toBeNull();
		expect(found.columns.map(({ name }) => name)).toEqual(['Column 1', 'Column 2']);
		expect((await look('1,2\n3,4\n5,6', { headerRow: 1 })).columns[0]!.name).toBe('1');
		await expect(look('1,2\n3,4', { headerRow: 9 })).rejects.toMatchObject({ reason: 'no such header' });
	});

	test('two columns of one name are numbered', async () => {
		const found = await look('score,score,score (2),\n1,2,3,4');
		expect(found.columns.map(({ name }) => name)).toEqual(['score', 'score (3)', 'score (2)', 'Column 4']);
		expect(found.twice).toEqual(['score']);
	});

	test('ragged rows are listed by their number', async () => {
		const found = await look('arm,score\npilot,1\npilot\n\ncomparison,2,3\ncomparison,2,,\n');
		expect(found.ragged).toEqual({
			count: 2,
			first: [
				{ row: 3, cells: 1 },
				{ row: 5, cells: 3 }
			]
		});
		expect(lookWords(found).join()).toContain('row 3 and 5');
	});

	test('1,700 columns do not hang', async () => {
		const names = Array.from({ length: 1_700 }, (_, index) => `item ${index + 1}`);
		const began = performance.now();
		const found = await look(csv(names, ...Array.from({ length: 50 }, (_, row) => names.map(() => row))));
		expect(found.columns).toHaveLength(1_700);
		expect(lookWords(found).join()).toContain('1,700 columns');
		expect(performance.now() - began).toBeLessThan(5_000);
	});

	test('decimal commas beside semicolons', async () => {
		const found = await look('arm;score\npilot;1,5\npilot;1.250,75\ncomparison;2,25');
		expect(found.reading.delimiter).toBe(';');
		expect(found.columns[1]).toMatchObject({ lowest: 1.5, highest: 1250.75, sure: true });
	});

	test('1,234 can be either, and that is said', async () => {
		expect(lookWords(await look('arm\tscore\npilot\t1,234\npilot\t2,500')).join()).toContain(
			'decimals or thousands'
		);
		expect((await look('arm;score\npilot;1,234\npilot;2,500')).columns[1]!.highest).toBe(2.5);
	});

	test('signs for a missing value are counted and said', async () => {
		const found = await look('arm,score\npilot,-\npilot,N/A\npilot,s\npilot,3');
		expect(found.columns[1]).toMatchObject({ filled: 1, numbers: 1 });
		expect(lookWords(found).join()).toContain('“-”, “n/a” and “s”');
	});
});

describe('workbooks', () => {
	const five = ['Cover', 'Results', 'Notes', 'Q&amp;A', 'Old'].map((name) => ({
		name,
		rows:
			name === 'Results'
				? [
						['Group', 'score'],
						['Pilot', 3],
						['', 4],
						['Comparison', 5]
					]
				: [['Title'], ['text']],
		merged: name === 'Results' ? ['A2:A3'] : []
	}));

	test('five sheets are listed and one is chosen; merged cells have their top left value', async () => {
		const content = workbook(five) as Uint8Array<ArrayBuffer>;
		expect((await look(content)).sheets).toEqual(['Cover', 'Results', 'Notes', 'Q&A', 'Old']);
		const found = await look(content, { sheet: 'Results' });
		expect(found.columns[0]!.labels!.map(({ text, rows }) => [text, rows])).toEqual([
			['Pilot', 2],
			['Comparison', 1]
		]);
		expect(lookWords(found).join()).toContain('Merged cells (A2:A3)');
		await expect(look(content, { sheet: 'New' })).rejects.toMatchObject({ reason: 'no such sheet' });
	});
});

describe('columns that tell who somebody is', () => {
	test('by the words of their headers, whatever the export calls them', async () => {
		const names = [
			'Last Name',
			'NAME_FIRST',
			'StudentID',
			'Student_StateID',
			'BIRTH_DATE',
			'ADDRESS_LINE1',
			'EMAIL',
			'PHONE',
			'user_id'
		];
		const found = await look(
			csv(
				names,
				names.map(() => 'x')
			)
		);
		expect(
			found.columns.every(({ identity, labels, filled }) => identity && labels === null && filled === 0)
		).toBe(true);
	});

	test('and not what only sounds like it', async () => {
		const names = [
			'SchoolName',
			'TestName',
			'class_id',
			'School_StateID',
			'completion',
			'Number of problems',
			'pair_id',
			'Student Grade'
		];
		const found = await look(
			csv(
				names,
				names.map(() => 'x')
			)
		);
		expect(found.columns.filter(({ identity }) => identity).map(({ name }) => name)).toEqual([]);
	});

	test('by the shape of their values; nothing of them is in what the page gets', async () => {
		const people = Array.from({ length: 30 }, (_, i) => [
			`a${i}@x.org`,
			`Ng, Al${'b'.repeat(i)}`,
			604000 + i,
			`555-010-${1000 + i}`,
			i % 7
		]);
		const found = await look(
			csv(['contact', '"who"', 'key', 'ring', 'score'], ...people.map(([a, b, ...c]) => [a!, `"${b}"`, ...c]))
		);
		expect(found.columns.map(({ identity }) => identity)).toEqual([
			'e-mail',
			'name',
			'number',
			'phone',
			null
		]);
		expect(JSON.stringify(found)).not.toMatch(/@x|Ng|604|555/);
		expect(identityWords('e-mail')).toBe('Never read: e-mail addresses.');
	});
});
