/** How a column writes its numbers. A percent sign reads as written (85% is 85) or, as a share, as 0.85. */
export type NumberStyle = { decimal: '.' | ','; percent: 'as written' | 'as share' };

/** Why a cell cannot be read as a number. */
export type NotANumber =
	'words' | 'formula' | 'other decimals' | 'range' | 'negative in brackets' | 'too large';

const plain = { '.': /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, ',': /^-?(\d+,?\d*|,\d+)$/ };
const grouped = { '.': /^-?\d{1,3}([, '’]\d{3})+(\.\d+)?$/, ',': /^-?\d{1,3}([. '’]\d{3})+(,\d+)?$/ };

/** Most cells are written like this, and need no tidying. */
const usual = /^-?\d{1,15}(\.\d{1,12})?$/;
const digits = /^\d{1,15}$/;

/** Signs as spreadsheets and people write them, as one. */
const tidied = (text: string) =>
	text
		.replaceAll(/[\u00a0\u202f\u2009]/g, ' ')
		.trim()
		.replace(/^[−–]/, '-')
		.replace(/^\+/, '');

const withoutPercent = (text: string) => text.replace(/ ?%$/, '');
const fits = (text: string, decimal: '.' | ',') => plain[decimal].test(text) || grouped[decimal].test(text);

/** The number in a cell, in the unit in which it is written, or why there is none. */
export function readNumber(cell: string, style: NumberStyle): number | NotANumber {
	if (style.decimal === '.' ? usual.test(cell) : digits.test(cell)) return Number(cell);
	const text = tidied(cell);
	const bare = withoutPercent(text);
	const { decimal } = style;
	if (fits(bare, decimal)) {
		const plainly = grouped[decimal].test(bare)
			? bare.replaceAll(decimal === '.' ? /[, '’]/g : /[. '’]/g, '')
			: bare;
		const value = Number(plainly.replace(',', '.'));
		if (!Number.isFinite(value) || Math.abs(value) > 1e15) return 'too large';
		return bare !== text && style.percent === 'as share' ? value / 100 : value;
	}
	if (/^#(DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|N\/A)/.test(text)) return 'formula';
	if (fits(bare, decimal === '.' ? ',' : '.')) return 'other decimals';
	if (/^\(\s*[\d.,]+\s*\)$/.test(text)) return 'negative in brackets';
	if (/^([<>≤≥]=?\s*[\d.,]+|[\d.,]+\s*(-|–|to)\s*[\d.,]+)\s*%?$/.test(text)) return 'range';
	return 'words';
}

/** The number in a cell if a point is for decimals, and if a comma is; null where it is none. */
export function eitherWay(cell: string): { '.': number | null; ',': number | null } {
	if (digits.test(cell)) return { '.': Number(cell), ',': Number(cell) };
	if (usual.test(cell) && !grouped[','].test(cell)) return { '.': Number(cell), ',': null };
	const read = (decimal: '.' | ',') => {
		const value = readNumber(cell, { decimal, percent: 'as written' });
		return typeof value === 'number' ? value : null;
	};
	return { '.': read('.'), ',': read(',') };
}

/** What a column's cells say about its numbers, counted as they pass. */
export type NumberSigns = {
	numbers: number;
	point: number;
	comma: number;
	either: number;
	percent: number;
	grouped: number;
};

export const noSigns = (): NumberSigns => ({
	numbers: 0,
	point: 0,
	comma: 0,
	either: 0,
	percent: 0,
	grouped: 0
});

/** Counts a cell that comes so many times; cells of words change nothing. */
export function countSigns(signs: NumberSigns, cell: string, times = 1): void {
	if (digits.test(cell)) {
		signs.numbers += times;
		return;
	}
	if (!/\d/.test(cell)) return;
	if (usual.test(cell)) {
		signs.numbers += times;
		if (!cell.includes('.')) return;
		// 1.234 may be a thousand and more.
		if (grouped[','].test(cell)) {
			signs.either += times;
			signs.grouped += times;
		} else signs.point += times;
		return;
	}
	const text = withoutPercent(tidied(cell));
	const [point, comma] = [fits(text, '.'), fits(text, ',')];
	if (!point && !comma) return;
	signs.numbers += times;
	if (/%\s*$/.test(cell)) signs.percent += times;
	if (/[., '’]/.test(text)) {
		if (point && comma) signs.either += times;
		else if (point) signs.point += times;
		else signs.comma += times;
	}
	if (grouped['.'].test(text) || grouped[','].test(text)) signs.grouped += times;
}

/**
 * How the column's numbers are most likely written. `sure` is false where every sign could be either, as in 1,234:
 * beside semicolons a comma is then read as decimals, elsewhere as thousands.
 */
export function styleOf(signs: NumberSigns, delimiter: string | null): { style: NumberStyle; sure: boolean } {
	const told = signs.point !== signs.comma;
	const comma = told ? signs.comma > signs.point : signs.either > 0 && delimiter === ';';
	return {
		style: { decimal: comma ? ',' : '.', percent: 'as written' },
		sure: signs.either === 0 || signs.point > 0 || signs.comma > 0
	};
}
