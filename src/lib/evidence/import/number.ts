/** How a column writes its numbers. A percent sign reads as written (85% is 85) or, as a share, as 0.85. */
export type NumberStyle = { decimal: '.' | ','; percent: 'as written' | 'as share' };

/** Why a cell cannot be read as a number. */
export type NotANumber =
	'words' | 'formula' | 'other decimals' | 'range' | 'negative in brackets' | 'too large';

const plain = { '.': /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, ',': /^-?(\d+,?\d*|,\d+)$/ };
const grouped = { '.': /^-?\d{1,3}([, '’]\d{3})+(\.\d+)?$/, ',': /^-?\d{1,3}([. '’]\d{3})+(,\d+)?$/ };

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
	const text = tidied(cell);
	const bare = withoutPercent(text);
	const { decimal } = style;
	if (fits(bare, decimal)) {
		const digits = grouped[decimal].test(bare)
			? bare.replaceAll(decimal === '.' ? /[, '’]/g : /[. '’]/g, '')
			: bare;
		const value = Number(digits.replace(',', '.'));
		if (!Number.isFinite(value) || Math.abs(value) > 1e15) return 'too large';
		return bare !== text && style.percent === 'as share' ? value / 100 : value;
	}
	if (/^#(DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|N\/A)/.test(text)) return 'formula';
	if (fits(bare, decimal === '.' ? ',' : '.')) return 'other decimals';
	if (/^\(\s*[\d.,]+\s*\)$/.test(text)) return 'negative in brackets';
	if (/^([<>≤≥]=?\s*[\d.,]+|[\d.,]+\s*(-|–|to)\s*[\d.,]+)\s*%?$/.test(text)) return 'range';
	return 'words';
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

/** Counts a cell; cells of words change nothing. */
export function countSigns(signs: NumberSigns, cell: string): void {
	// Most cells are plain digits, in which no sign is.
	if (/^\d{1,15}$/.test(cell)) {
		signs.numbers++;
		return;
	}
	const text = withoutPercent(tidied(cell));
	const [point, comma] = [fits(text, '.'), fits(text, ',')];
	if (!point && !comma) return;
	signs.numbers++;
	if (/%\s*$/.test(cell)) signs.percent++;
	if (/[., '’]/.test(text)) {
		if (point && comma) signs.either++;
		else if (point) signs.point++;
		else signs.comma++;
	}
	if (grouped['.'].test(text) || grouped[','].test(text)) signs.grouped++;
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
