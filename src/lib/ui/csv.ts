import Papa from 'papaparse';

export type CsvCell = string | number | null;

/** How a spreadsheet would know a formula: by its first letter, also after spaces, also where the cell has several lines. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/**
 * A table as a file for a spreadsheet (RFC 4180, UTF-8 without a byte order mark): figures as figures, nothing as an empty cell. Text
 * that a spreadsheet would take for a formula gets an apostrophe before it.
 */
export function csvOf(fields: readonly string[], data: readonly (readonly CsvCell[])[]): string {
	const table = [fields, ...data].map((cells) => [...cells]);
	return Papa.unparse(table, { escapeFormulae: FORMULA, newline: '\r\n' }) + '\r\n';
}

/** How such a file says whether something is so. */
export const yesNo = (is: boolean): string => (is ? 'yes' : 'no');

/** Sends such a file, to be kept under a name. */
export function csvResponse(text: string, filename: string): Response {
	return new Response(text, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${filename}"`
		}
	});
}
