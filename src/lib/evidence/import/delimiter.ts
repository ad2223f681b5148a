import Papa from 'papaparse';
import { Refused } from './refused.ts';
import { delimiters, type Delimiter } from './records.ts';

const share = <Item>(items: Item[], holds: (item: Item) => boolean) =>
	items.length === 0 ? 0 : items.filter(holds).length / items.length;

/** The number of cells that most rows have, and the share of rows that have it. */
function usualWidth(sample: string, delimiter: Delimiter): { width: number; share: number } {
	const { data } = Papa.parse<string[]>(sample, { delimiter, newline: '\n', skipEmptyLines: 'greedy' });
	const counts = new Map<number, number>();
	for (const { length } of data) counts.set(length, (counts.get(length) ?? 0) + 1);
	const [width = 1, rows = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
	return { width, share: rows / Math.max(1, data.length) };
}

/** Columns made by counting blanks, as mainframes print them: nothing says where one ends. */
function looksFixed(lines: string[]): boolean {
	const gaps = share(lines, (line) => /\S {2,}\S/.test(line));
	const even = new Set(lines.map(({ length }) => length)).size === 1;
	return gaps >= 0.8 || (even && (lines[0]?.length ?? 0) >= 20);
}

/**
 * What stands between the cells, from the first lines of the text (line breaks as \n): the sign that cuts most rows into as many cells.
 * A file of one column has none; a comma is said then. Throws `Refused` for columns of fixed width.
 */
export function delimiterOf(sample: string): Delimiter {
	const lines = sample.split('\n').filter((line) => line.trim() !== '');
	const found = delimiters
		.map((delimiter) => ({ delimiter, ...usualWidth(sample, delimiter) }))
		.filter(({ width }) => width > 1)
		.sort((a, b) => b.share - a.share || b.width - a.width)[0];
	const doubtful = !found || (found.delimiter === ',' && found.width === 2);
	if (lines.length >= 3 && doubtful && looksFixed(lines)) throw new Refused('fixed width', {});
	return found?.delimiter ?? ',';
}
