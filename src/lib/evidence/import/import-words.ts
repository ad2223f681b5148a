/* Everything that is said about a results file, for a teacher who reads it on a Friday. */
import { listed } from '#lib/pilots/words.ts';
import { formatCount, formatNumber } from '#lib/ui/numbers.ts';
import type { BadReason } from './cell.ts';
import type { Place } from './group.ts';
import type { Look } from './look.ts';
import type { Finding, Held } from './settle.ts';
import type { Summed } from './summarize-file.ts';

/** Always shown where a file is dropped. */
export const STAYS_HERE =
	'The file is read on this computer. Only sums of groups are sent, and no row of it leaves this page.';

const badReasons: { [key in BadReason]: string } = {
	words: 'words where a number is expected',
	formula: 'an error of a formula',
	'other decimals': 'a comma or point of another kind than the rest of the column',
	range: 'a range or limit, not one number',
	'negative in brackets': 'a number in brackets',
	'too large': 'a number that is too large to be a result',
	'neither event nor other': 'a value that nobody said the meaning of',
	'not a count': 'not a whole number of 0 or more',
	'no exposure': 'not a number above 0',
	missing: 'empty'
};

/** 'Row 12, “Score”: words where a number is expected.' */
export const badCellWords = (cell: { row: number; column: string; reason: BadReason }) =>
	`Row ${cell.row}, “${cell.column}”: ${badReasons[cell.reason]}.`;

const shortList = (items: (string | number)[]) =>
	items.length > 8
		? `${items.slice(0, 8).join(', ')} and ${items.length - 8} more`
		: listed(items.map(String));

const encodingNames: { [key: string]: string } = {
	'utf-16le': 'UTF-16',
	'utf-16be': 'UTF-16',
	'windows-1252': 'the old Windows encoding'
};

/** What was noticed in the file itself, before anything is mapped. */
export function lookWords(look: Look): string[] {
	const { reading, columns, ragged, badQuotes, merged, sheets, twice } = look;
	const codes = columns.filter(({ missing }) => missing.length > 0);
	const signs = [...new Set(codes.flatMap(({ missing }) => missing.map(({ sign }) => sign)))];
	const unsure = columns.filter(({ sure, numbers }) => !sure && numbers > 0).map(({ name }) => name);
	const said: [boolean, string][] = [
		[
			sheets.length > 1,
			`The file has ${sheets.length} sheets: “${reading.sheet}” is read. Choose another if the results are there.`
		],
		[
			merged.length > 0,
			`Merged cells (${shortList(merged)}) count as their top left value in each of their cells.`
		],
		[
			look.titles > 0,
			`The names of the columns are in row ${reading.headerRow}; what stands above is not read.`
		],
		[reading.headerRow === null, 'No row names the columns, so they are numbered.'],
		[
			reading.encoding !== null && reading.encoding !== 'utf-8',
			`The text is in ${encodingNames[reading.encoding ?? ''] ?? ''}. Look whether its letters are right.`
		],
		[
			columns.length === 1,
			'The file has a single column. Where it should have more, choose another sign between the cells.'
		],
		[
			look.wide,
			`The file has ${formatNumber(columns.length)} columns. Only those that you choose are summed up.`
		],
		[
			twice.length > 0,
			`Several columns are called ${shortList(twice.map((name) => `“${name}”`))}: they are numbered from the left.`
		],
		[
			ragged.count > 0,
			`${formatCount(ragged.count, 'row')} ${ragged.count === 1 ? 'has' : 'have'} more or fewer cells than there are columns (row ${shortList(ragged.first.map(({ row }) => row))}). Rows with more are left out.`
		],
		[
			badQuotes.count > 0,
			`${formatCount(badQuotes.count, 'row')} ${badQuotes.count === 1 ? 'has' : 'have'} a quotation mark that does not fit (row ${shortList(badQuotes.first)}). Look at how they were read.`
		],
		[signs.length > 0, `Cells with ${shortList(signs.map((sign) => `“${sign}”`))} count as missing.`],
		[
			unsure.length > 0,
			`In ${shortList(unsure.map((name) => `“${name}”`))} a comma or point can be decimals or thousands. Look at the highest and lowest value.`
		]
	];
	return said.filter(([holds]) => holds).map(([, words]) => words);
}

const armNames = { pilot: 'Pilot', comparison: 'Comparison' };

/** 'Pilot, Spring 2026, Grade 4'. Sites are named by `siteName`. */
export function placeWords(place: Place, siteName: (id: string) => string = (id) => id): string {
	const { arm, phase, period, site, stratum, subgroup } = place;
	const before = phase === 'baseline' ? 'before' : null;
	return [armNames[arm], before, period, site && siteName(site), stratum, subgroup]
		.filter(Boolean)
		.join(', ');
}

/** Why a group is not sent. */
export function heldWords(held: Held, minimum: number, siteName?: (id: string) => string): string {
	const place = placeWords(held, siteName);
	if (held.because === 'small')
		return `${place}: fewer than ${minimum} in this group at some time, so it is never sent.`;
	if (held.because === 'one value') return `${place}: a single value has no standard deviation.`;
	return `${place}: held back too, since a smaller group could be worked out from it.`;
}

/** What to know before sending. */
export function findingWords(finding: Finding, siteName?: (id: string) => string): string {
	switch (finding.key) {
		case 'all equal':
			return `${placeWords(finding.place, siteName)}: all values are ${formatNumber(finding.value)}. Nothing can be told from values that never differ.`;
		case 'one arm':
			return `Only the ${finding.arm} is in the file. Without the other there is nothing to compare with.`;
		case 'no group':
			return 'No group is large enough to be sent.';
		case 'outside of range': {
			const most = Number.isFinite(finding.high) ? ` to ${formatNumber(finding.high)}` : ' or more';
			const span = Number.isFinite(finding.low)
				? `from ${formatNumber(finding.low)}${most}`
				: `up to ${formatNumber(finding.high)}`;
			return `The values go from ${formatNumber(finding.lowest)} to ${formatNumber(finding.highest)}, and the measure goes ${span}. Look at the column and its missing values, such as −999.`;
		}
		case 'one cluster':
			return `${placeWords(finding.place, siteName)}: one class. Nobody can tell the pilot from that class.`;
		case 'clusters unknown':
			return `${placeWords(finding.place, siteName)}: ${formatCount(finding.rows, 'row')} without a class, so classes are not counted.`;
		case 'no pretest':
			return `${formatCount(finding.rows, 'row')} without a pretest: they count in the outcome and not in the baseline.`;
	}
}

/** Rows that are in no group, each reason once. */
export function leftOutWords({ leftOut, noOutcome, overfull, bad }: Summed): string[] {
	return [
		...(noOutcome > 0 ? [`${formatCount(noOutcome, 'row')} without an outcome.`] : []),
		...(overfull > 0 ? [`${formatCount(overfull, 'row')} with more cells than columns.`] : []),
		...(bad.count > 0 ? [`${formatCount(bad.count, 'cell')} that cannot be read.`] : []),
		...leftOut.map(({ column, key, text, rows, more }) => {
			if (more) return `${formatCount(rows, 'row')} with ${formatCount(more, 'other value')} in “${column}”.`;
			return key === ''
				? `${formatCount(rows, 'row')} with nothing in “${column}”.`
				: `${formatCount(rows, 'row')} with “${text}” in “${column}”, which nobody said the meaning of.`;
		})
	];
}
