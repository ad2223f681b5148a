/** A list of tools as a spreadsheet writes it: read, its columns named, and turned into rows to import. */
import Papa from 'papaparse';
import { columnWords, toolColumns, type Mapping, type ToolColumn, type ToolRow } from './tool-columns.ts';

export const MOST_TOOLS = 5000;
export const MOST_BYTES = 1_500_000;

export type Sheet = { headings: string[]; lines: { row: number; cells: string[] }[]; empty: number };
export type Reading = { ok: true; sheet: Sheet } | { ok: false; message: string };

/** How a column may be headed, without case, spaces and signs; what says it best comes first. */
const known: Record<ToolColumn, string[]> = {
	name: [
		'toolname',
		'name',
		'tool',
		'productname',
		'product',
		'application',
		'app',
		'software',
		'title',
		'system'
	],
	vendor: ['vendor', 'vendorname', 'supplier', 'provider', 'company', 'publisher', 'developer', 'maker'],
	model: ['model', 'aimodel', 'modelname', 'underlyingmodel', 'llm'],
	purpose: ['whatitdoes', 'purpose', 'description', 'summary', 'usedfor', 'use'],
	website: ['website', 'url', 'link', 'homepage', 'web', 'webaddress']
};

const plain = (heading: string) => heading.toLowerCase().replaceAll(/[^\p{L}]/gu, '');

/** The text of a file, or why it is none that can be read. */
export function textOfBytes(bytes: Uint8Array): Reading | string {
	if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
		return {
			ok: false,
			message:
				'This is a workbook, not a list: save it as CSV in the spreadsheet program, and choose that file.'
		};
	}
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		// What older spreadsheets write.
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

/** What stands between columns: whichever sign the line of headings has most often, outside quotation marks. */
function delimiterOf(text: string): string {
	const headings = text
		.trimStart()
		.split(/\r?\n/, 1)[0]!
		.replaceAll(/"[^"]*"/g, '');
	const often = (sign: string) => headings.split(sign).length;
	return [',', ';', '\t', '|'].reduce((best, sign) => (often(sign) > often(best) ? sign : best));
}

/** Reads a list with a line of headings; comma, semicolon, tab or bar between columns. Each line keeps its row of the spreadsheet. */
export function readSheet(text: string): Reading {
	const wrong = (message: string): Reading => ({ ok: false, message });
	if (text.trim() === '') return wrong('The list is empty: choose a file or paste some lines.');
	if (new TextEncoder().encode(text).length > MOST_BYTES)
		return wrong('The list is larger than 1.5 MB: take out columns that are not needed, or split it.');
	const plainText = text.replace(/^\uFEFF/, '').replaceAll('\0', '');
	const { data, errors } = Papa.parse<string[]>(plainText, { delimiter: delimiterOf(plainText) });
	const quotes = errors.find(({ type }) => type === 'Quotes');
	if (quotes) {
		return wrong(
			`Row ${(quotes.row ?? 0) + 1} has a quotation mark that does not fit: look at it and try again.`
		);
	}
	const filled = data
		.map((cells, i) => ({ row: i + 1, cells: cells.map((cell) => cell.trim()) }))
		.filter(({ cells }) => cells.some((cell) => cell !== ''));
	const [first, ...lines] = filled;
	if (!first || lines.length === 0) return wrong('There is no tool under the line of headings.');
	if (lines.length > MOST_TOOLS) {
		const count = lines.length.toLocaleString('en-US');
		return wrong(`The list has ${count} rows, and 5,000 tools can be imported at a time: split it.`);
	}
	const width = Math.max(...filled.map(({ cells }) => cells.length));
	const headings = Array.from({ length: width }, (_, i) => first.cells[i] || `Column ${i + 1}`);
	// What stands after the last line is no row of it.
	const last = lines.at(-1)!.row;
	return { ok: true, sheet: { headings, lines, empty: last - first.row - lines.length } };
}

/** What each column is by its heading; what no heading says is left to the reader. */
export function guessMapping(headings: readonly string[]): Mapping {
	const names = headings.map(plain);
	const mapping: Mapping = headings.map(() => null);
	for (const column of toolColumns) {
		const best = known[column].map((name) => names.indexOf(name)).find((i) => i >= 0 && mapping[i] === null);
		if (best !== undefined) mapping[best] = column;
	}
	return mapping;
}

/** Why a mapping cannot be used; null where it can. */
export function mappingFault(mapping: Mapping): string | null {
	if (!mapping.includes('name')) return 'Say which column has the name of the tool.';
	const twice = mapping.find((column, i) => column !== null && mapping.indexOf(column) !== i);
	if (!twice) return null;
	return `Two columns cannot both be “${columnWords[twice]}”: choose one of them.`;
}

/** What people write where there is nothing to write. */
const nothing = /^(n\/?a|none|unknown|tbc|tbd|\?+|[-–—]+)$/i;
const noName = /^(n\/a|\?+|[-–—]+)$/i;
/** A web address as people write it, without its https://. */
const bare = /^(?!https?:)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(\/\S*)?$/iu;

/** The rows of a list as they are imported, one for each line. */
export function rowsOf({ lines }: Sheet, mapping: Mapping): ToolRow[] {
	return lines.map(({ cells }) => {
		const row: ToolRow = { name: '' };
		mapping.forEach((column, i) => {
			const cell = (cells[i] ?? '').replaceAll(/\s+/g, ' ').trim();
			if (column === 'name') row.name = noName.test(cell) ? '' : cell;
			else if (column && cell && !nothing.test(cell))
				row[column] = column === 'website' && bare.test(cell) ? `https://${cell}` : cell;
		});
		return row;
	});
}
