import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { guessMapping, mappingFault, readSheet, rowsOf, textOfBytes, type Sheet } from './tool-sheet.ts';

const sheetOf = (text: string): Sheet => {
	const reading = readSheet(text);
	if (!reading.ok) throw new Error(reading.message);
	return reading.sheet;
};
const messageOf = (text: string) => {
	const reading = readSheet(text);
	return reading.ok ? '' : reading.message;
};
const rows = (text: string) => {
	const sheet = sheetOf(text);
	return rowsOf(sheet, guessMapping(sheet.headings));
};

describe('a list', () => {
	test.each([
		['commas', 'Tool,Vendor\nBus Router,Acme'],
		['semicolons', 'Tool;Vendor\r\nBus Router;Acme\r\n'],
		['tabs', '\uFEFFTool\tVendor\nBus Router\tAcme'],
		['bars', 'Tool|Vendor\n\nBus Router|Acme']
	])('is read with %s', (_, text) => {
		expect(rows(text)).toEqual([{ name: 'Bus Router', vendor: 'Acme' }]);
	});

	test('of one column is read, too', () => {
		expect(rows('name\nBus Router\nSlate Scribe')).toEqual([
			{ name: 'Bus Router' },
			{ name: 'Slate Scribe' }
		]);
	});

	test('keeps each line’s own row, with empty ones and lines in a cell', () => {
		const sheet = sheetOf('name,purpose\nA,"one\ntwo"\n,\n\nB,\n\n');
		expect(sheet.lines.map(({ row, cells }) => [row, cells[0]])).toEqual([
			[2, 'A'],
			[5, 'B']
		]);
		expect(sheet.empty).toBe(2);
		expect(rowsOf(sheet, ['name', 'purpose'])[0]).toEqual({ name: 'A', purpose: 'one two' });
	});

	test('keeps a line that has no name: the database says what is wrong with it', () => {
		expect(rows('name,vendor\n,Acme\nn/a,Acme\n-,Acme')).toEqual([
			{ name: '', vendor: 'Acme' },
			{ name: '', vendor: 'Acme' },
			{ name: '', vendor: 'Acme' }
		]);
	});

	test('leaves out what stands for nothing, and mends bare addresses', () => {
		expect(
			rows('name,vendor,model,url\nA,N/A,unknown,www.a.example\nB,None such,–,b.example/x\nC,,,ftp://c')
		).toEqual([
			{ name: 'A', website: 'https://www.a.example' },
			{ name: 'B', vendor: 'None such', website: 'https://b.example/x' },
			{ name: 'C', website: 'ftp://c' }
		]);
	});

	test.each([
		['', 'is empty'],
		['  \n ', 'is empty'],
		['name,vendor', 'no tool under'],
		['name\n"Bus', 'quotation mark'],
		[`name\n${'Bus\n'.repeat(5001)}`, '5,001 rows'],
		[`name\n${'x'.repeat(1_500_001)}`, '1.5 MB']
	])('that is none says why', (text, message) => {
		expect(messageOf(text)).toContain(message);
	});

	test('of 5,000 rows is read', () => {
		expect(sheetOf(`name\n${'Bus\n'.repeat(5000)}`).lines).toHaveLength(5000);
	});
});

describe('columns', () => {
	test('are known by their headings, the best one first', () => {
		expect(
			guessMapping(['Product', 'Tool_Name', 'SUPPLIER', 'AI model', 'What it does', 'URL', 'Cost'])
		).toEqual([null, 'name', 'vendor', 'model', 'purpose', 'website', null]);
	});

	test('need a name, and each of them once', () => {
		expect(mappingFault([null, 'vendor'])).toContain('name');
		expect(mappingFault(['name', 'vendor', 'vendor'])).toContain('“Vendor”');
		expect(mappingFault(['name', null, null])).toBeNull();
	});
});

describe('a file', () => {
	const bytes = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding));

	test('is read as older spreadsheets write it', () => {
		expect(textOfBytes(bytes('Lumière', 'utf8'))).toBe('Lumière');
		expect(textOfBytes(bytes('Lumière', 'latin1'))).toBe('Lumière');
		expect(textOfBytes(bytes('\uFEFFLumière', 'utf16le'))).toBe('Lumière');
	});

	test('that is a workbook is told so', () => {
		expect(textOfBytes(bytes('PK\u0003\u0004', 'latin1'))).toMatchObject({ ok: false });
	});
});

const beside = new URL('../../../../../shared/data/inventories/uk-atrs.csv', import.meta.url);
const there = existsSync(beside);
if (!there) console.log('No ../shared/data beside the checkout: no real inventory was read.');

test.runIf(there)('a real inventory is read whole, and no row of it is dropped', () => {
	const text = textOfBytes(readFileSync(beside));
	if (typeof text !== 'string') throw new Error('It is no text.');
	const sheet = sheetOf(text);
	const mapping = guessMapping(sheet.headings);
	expect(Object.fromEntries(sheet.headings.map((heading, i) => [heading, mapping[i]]))).toEqual({
		publishing_body: null,
		tool_name: 'name',
		published: null,
		url: 'website'
	});
	const read = rowsOf(sheet, mapping);
	expect(read).toHaveLength(136);
	expect(sheet.empty).toBe(0);
	for (const { name, website } of read) {
		expect(name).toBe(name.replaceAll(/\s+/g, ' ').trim());
		expect(name).not.toBe('');
		expect(website).toMatch(/^https:\/\//);
	}
});
