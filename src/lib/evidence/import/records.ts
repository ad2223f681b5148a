import Papa from 'papaparse';
import { Refused } from './refused.ts';

/** A row of the file: `row` counts from 1 as spreadsheets do, empty rows included. */
export type Record = { row: number; cells: string[] };

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** No cell of a results file is as long: a quote was opened and never closed. */
const LONGEST = 1_000_000;

type Parsed = { data: string[][]; errors: { code: string; row: number }[]; meta: { cursor: number } };

/** A byte order mark that is left in front, and quotes around what it stands before. */
export const withoutMark = (text: string) => text.replace(/^\uFEFF/, '');

export const isBlank = (cells: string[]) => cells.every((cell) => cell.trim() === '');

/**
 * Reads delimited text that comes in pieces of any size, cut anywhere; line breaks are \n. Throws `Refused` where a quote never closes.
 * `badQuotes` lists the rows with a quotation mark inside a quoted cell, which are read as far as they can be.
 */
export function recordReader(delimiter: Delimiter) {
	let rest = '';
	let row = 0;
	let begun = false;
	const badQuotes: number[] = [];

	function parse(last: boolean): Record[] {
		const parser = new Papa.Parser({ delimiter, newline: '\n' });
		const { data, errors, meta } = parser.parse(rest, 0, !last) as Parsed;
		const first = row + 1;
		if (last && errors.some(({ code }) => code === 'MissingQuotes')) {
			throw new Refused('open quote', { row: row + data.length });
		}
		if (!last) {
			rest = rest.slice(meta.cursor);
			if (rest.length > LONGEST) throw new Refused('open quote', { row: row + data.length + 1 });
		}
		for (const error of errors) {
			const at = first + error.row;
			// An error in the last row, which is read again with what follows, would be counted twice.
			if (error.code === 'InvalidQuotes' && error.row < data.length && badQuotes.at(-1) !== at)
				badQuotes.push(at);
		}
		row += data.length;
		return data.map((cells, index) => ({ row: first + index, cells }));
	}

	return {
		badQuotes,
		push(text: string): Record[] {
			rest += begun ? text : withoutMark(text);
			begun ||= text !== '';
			return rest.includes('\n') || rest.length > LONGEST ? parse(false) : [];
		},
		end(): Record[] {
			// Text that ends in a line break has no empty row after it.
			return rest === ''
				? []
				: parse(true).filter(({ cells }, i, all) => i < all.length - 1 || !isBlank(cells));
		}
	};
}
