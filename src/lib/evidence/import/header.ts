import { isBlank, type Record } from './records.ts';

/** Numbers and days: what rows of data are made of, and headers aren't. */
const numeric = (cell: string) => /^[\s+−-]?[\d.,/\s%:-]+$/.test(cell);
const filled = (cells: string[]) => cells.filter((cell) => cell.trim() !== '');

/** The middle one, or the upper of two. */
export function median(values: number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/**
 * The row that names the columns: the first that is about as full as most, made of words, and says hardly anything twice.
 * Titles above it fail the first test, rows of data the second. Null where there is none. `rows` are the first of the file.
 */
export function headerRowOf(rows: Record[]): number | null {
	const some = rows.filter(({ cells }) => !isBlank(cells));
	const usual = median(some.map(({ cells }) => filled(cells).length));
	const wordy = some.filter(({ cells }) => {
		const words = filled(cells);
		const numbers = words.filter(numeric).length;
		return words.length >= Math.max(1, usual * 0.7) && numbers <= words.length * 0.2;
	});
	const varied = ({ cells }: Record) => new Set(filled(cells)).size >= filled(cells).length * 0.8;
	const found = wordy.find(varied) ?? wordy[0];
	return found?.row ?? null;
}

/** Names of columns: empty ones get a number, and a name that comes again gets (2), (3). Says which came twice. */
export function columnNames(
	header: string[] | null,
	width: number
): { names: string[]; twice: string[]; unnamed: number[] } {
	const seen = new Map<string, number>();
	const taken = new Set(header?.map((name) => name.trim()));
	const twice: string[] = [];
	const unnamed: number[] = [];
	const names = Array.from({ length: width }, (_, index) => {
		const given = header?.[index]?.replaceAll(/\s+/g, ' ').trim() ?? '';
		if (given === '') unnamed.push(index + 1);
		const name = given || `Column ${index + 1}`;
		let times = (seen.get(name) ?? 0) + 1;
		if (times === 2) twice.push(name);
		while (times > 1 && taken.has(`${name} (${times})`)) times++;
		seen.set(name, times);
		return times === 1 ? name : `${name} (${times})`;
	});
	return { names, twice, unnamed };
}
