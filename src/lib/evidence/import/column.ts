import { identityByName, identityByValues, type Identity } from './identity.ts';
import { labelCounter, usualMissing, type Label } from './label.ts';
import { MOST_LABELS } from './limits.ts';
import { countSigns, eitherWay, noSigns, styleOf, type NumberStyle } from './number.ts';

/** What is known of a column. Of one that tells who somebody is, nothing but that. */
export type Column = {
	name: string;
	index: number;
	identity: Identity | null;
	/** Cells that hold something. */
	filled: number;
	/** Cells that read as a number, and the lowest and highest of them. */
	numbers: number;
	lowest: number | null;
	highest: number | null;
	style: NumberStyle;
	/** Whether the signs in the numbers leave no doubt about points and commas. */
	sure: boolean;
	percent: number;
	grouped: number;
	/** Signs for a missing value that occur, without the empty cell. */
	missing: { sign: string; rows: number }[];
	/** The different values, where they are few. */
	labels: Label[] | null;
};

/** Enough cells to tell the shape of names and numbers by. */
const SAMPLE = 500;
/** As long as a column has fewer different cells, each is looked at once and counted: most columns repeat themselves. */
const MOST_COUNTED = 1_000;

/** Collects what a column holds as its cells pass. */
export function columnProfile(
	name: string,
	index: number,
	delimiter: string | null,
	mostLabels = MOST_LABELS
) {
	const named = identityByName(name);
	const labels = labelCounter(mostLabels);
	const signs = noSigns();
	const missing = new Map<string, number>();
	const sample: string[] = [];
	const range = { '.': [Infinity, -Infinity], ',': [Infinity, -Infinity] };
	let filled = 0;
	/** Cells and how often they came, until there are too many different ones. */
	let seen: Map<string, number> | null = new Map();

	function take(cell: string, times: number): void {
		const text = cell.trim();
		if (text === '') return;
		const sign = text.toLowerCase();
		if (usualMissing.includes(sign)) {
			missing.set(sign, (missing.get(sign) ?? 0) + times);
			return;
		}
		filled += times;
		if (sample.length < SAMPLE) sample.push(text);
		labels.add(text, times);
		countSigns(signs, text, times);
		if (/\d/.test(text)) widen(text);
	}

	function settle(): void {
		const counted = seen;
		seen = null;
		for (const [cell, times] of counted ?? []) take(cell, times);
	}

	function widen(cell: string): void {
		const numbers = eitherWay(cell);
		for (const decimal of ['.', ','] as const) {
			const value = numbers[decimal];
			if (value === null) continue;
			range[decimal] = [Math.min(range[decimal][0]!, value), Math.max(range[decimal][1]!, value)];
		}
	}

	return {
		add(cell: string): void {
			if (named) return;
			if (!seen || sample.length < SAMPLE) {
				take(cell, 1);
				return;
			}
			seen.set(cell, (seen.get(cell) ?? 0) + 1);
			if (seen.size > MOST_COUNTED) settle();
		},
		finish(): Column {
			settle();
			const identity = named ?? identityByValues(sample);
			sample.length = 0;
			const { style, sure } = styleOf(signs, delimiter);
			const [lowest = Infinity, highest = -Infinity] = range[style.decimal];
			const known = identity === null;
			return {
				name,
				index,
				identity,
				filled: known ? filled : 0,
				numbers: known ? signs.numbers : 0,
				lowest: known && lowest <= highest ? lowest : null,
				highest: known && lowest <= highest ? highest : null,
				style,
				sure,
				percent: known ? signs.percent : 0,
				grouped: known ? signs.grouped : 0,
				missing: known ? [...missing].map(([sign, rows]) => ({ sign, rows })) : [],
				labels: known ? labels.list() : null
			};
		}
	};
}
