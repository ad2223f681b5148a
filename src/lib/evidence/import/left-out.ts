import { LISTED } from './limits.ts';

/** Rows whose label stands for nothing, by its key ('' where the cell is empty) and first spelling. With `more`, all other labels of a column. */
export type LeftOut = { column: string; key: string; text: string; rows: number; more?: number };

/** The labels of most rows, and how many others there are of each column. */
export function shortened(all: LeftOut[]): LeftOut[] {
	const sorted = all.sort((a, b) => b.rows - a.rows);
	const rest = Map.groupBy(sorted.slice(LISTED), ({ column }) => column);
	return [
		...sorted.slice(0, LISTED),
		...[...rest].map(([column, labels]) => ({
			column,
			key: '',
			text: '',
			rows: labels.reduce((sum, { rows }) => sum + rows, 0),
			more: labels.length
		}))
	];
}
