import type { Column } from './column.ts';
import { labelKey, remembered } from './label.ts';
import type { Mapping } from './mapping.ts';
import { readNumber, type NotANumber } from './number.ts';

/** Why a cell cannot be read as what its column is mapped to. */
export type BadReason = NotANumber | 'neither event nor other' | 'not a count' | 'no exposure' | 'missing';

/** Reads cells of outcome, pretest and exposure as the mapping's kind takes them: a number, or why there is none. */
export function cellReader({ kind, events, others, styles }: Mapping) {
	const keyOf = remembered(labelKey);
	return (column: Column, cell: string, use: 'outcome' | 'exposure' = 'outcome'): number | BadReason => {
		if (kind === 'proportion') {
			const key = keyOf(cell);
			if (events.includes(key)) return 1;
			return others.includes(key) ? 0 : 'neither event nor other';
		}
		const value = readNumber(cell, styles[column.name] ?? column.style);
		if (typeof value !== 'number') return value;
		if (use === 'exposure') return value > 0 ? value : 'no exposure';
		return kind === 'count' && (value < 0 || !Number.isInteger(value)) ? 'not a count' : value;
	};
}
