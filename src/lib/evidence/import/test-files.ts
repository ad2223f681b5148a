/* For the tests alone: files made in memory, and a mapping to begin with. */
import { strToU8, zipSync } from 'fflate';
import type { Mapping } from './mapping.ts';
import type { Rules } from './settle.ts';

export const file = (content: string | Uint8Array<ArrayBuffer>) => new Blob([content]);

export const students: Rules = { about: 'students', minimum: 5, range: null };

export function mapping(changes: Partial<Mapping> = {}): Mapping {
	return {
		outcome: 'score',
		kind: 'mean',
		events: [],
		others: [],
		exposure: null,
		pretest: null,
		arm: { column: 'arm', pilot: ['pilot'], comparison: ['comparison'] },
		phase: { column: null, baseline: [], outcome: [] },
		period: { column: null, name: 'Spring 2026', pretest: 'Fall 2025' },
		site: { column: null, ids: {} },
		stratum: { column: null, names: {} },
		cluster: null,
		subgroup: { column: null, names: {} },
		missing: [],
		styles: {},
		...changes
	};
}

/** A CSV with these headers and rows. */
export const csv = (...rows: (string | number)[][]) => rows.map((row) => row.join(',')).join('\n');

/** Little-endian UTF-16, with or without its mark; `big` turns the bytes around. */
export function utf16(text: string, { mark, big = false }: { mark: boolean; big?: boolean }) {
	const units = [...(mark ? '\uFEFF' : ''), ...text].map((letter) => letter.charCodeAt(0));
	const bytes = units.flatMap((unit) => (big ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8]));
	return new Uint8Array(bytes);
}

const letters = (index: number) => String.fromCharCode(65 + index);
const cell = (value: string | number, ref: string) =>
	typeof value === 'number'
		? `<c r="${ref}"><v>${value}</v></c>`
		: `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;

/** An XLSX file of these sheets; '' leaves a cell out. */
export function workbook(sheets: { name: string; rows: (string | number)[][]; merged?: string[] }[]) {
	const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
	const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
	const packed = 'http://schemas.openxmlformats.org/package/2006/relationships';
	const parts: { [path: string]: string } = {
		'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets
			.map(({ name }, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
			.join('')}</sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packed}">${sheets
			.map(
				(_, i) =>
					`<Relationship Id="rId${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`
			)
			.join('')}</Relationships>`
	};
	sheets.forEach(({ rows, merged = [] }, i) => {
		const body = rows.map((cells, row) => {
			const filled = cells.map((value, column) =>
				value === '' ? '' : cell(value, `${letters(column)}${row + 1}`)
			);
			return `<row r="${row + 1}">${filled.join('')}</row>`;
		});
		const merges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
		parts[`xl/worksheets/sheet${i + 1}.xml`] =
			`<worksheet xmlns="${main}"><sheetData>${body.join('')}</sheetData>${merges && `<mergeCells>${merges}</mergeCells>`}</worksheet>`;
	});
	return zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)])));
}
