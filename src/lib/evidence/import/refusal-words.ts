/* Why a file, a mapping or a column is refused, for a teacher who reads it on a Friday. */
import { listed } from '#lib/pilots/words.ts';
import { formatNumber } from '#lib/ui/numbers.ts';
import type { Identity } from './identity.ts';
import type { Reason, Reasons, Refused } from './refused.ts';

const megabytes = (bytes: number) => formatNumber(bytes / 1_000_000, { decimals: 0, unit: 'MB' });

const refusals: { [Key in Reason]: (facts: Reasons[Key]) => string } = {
	'too large': ({ bytes, most }) =>
		`The file has ${megabytes(bytes)}, and ${megabytes(most)} can be read. Save the columns that matter as CSV and choose that file.`,
	empty: () => 'The file is empty. Open it, see whether it has rows, and save it again.',
	'only headers': ({ row }) =>
		`There is no row under the names of the columns in row ${row}. Choose the file, or the sheet, that has the results.`,
	'old excel': () =>
		'This is an Excel file of the old kind (.xls), or one with a password. Open it, save it as .xlsx without a password, and choose that.',
	'another kind': ({ kind }) => `This is ${kind}, not a table. Save the results as CSV or as .xlsx.`,
	binary: () => 'This file is not text that can be read as a table. Save the results as CSV or as .xlsx.',
	'fixed width': () =>
		'The columns of this file are lined up with blanks, and nothing says where one ends. Export it again with commas or tabs between the columns.',
	'open quote': ({ row }) =>
		`A quotation mark in row ${row}, or before it, is opened and never closed, so the rest of the file cannot be told apart. Close it or take it out, and choose the file again.`,
	'broken sheet': () =>
		'This Excel file is damaged and cannot be opened. Open it in Excel, save it again, and choose that.',
	'unpacks too large': () =>
		'This Excel file unpacks to more than can be read here. Save the sheet with the results as CSV.',
	'no such sheet': ({ sheet, sheets }) =>
		`There is no sheet “${sheet}” in the file. It has ${listed(sheets)}.`,
	'no such header': ({ row }) =>
		`Row ${row} cannot hold the names of the columns: it is empty, or too far down. Choose one of the first 40 rows.`,
	'mapping does not fit': ({ missing }) =>
		missing.join('') === ''
			? 'Choose which column is the outcome.'
			: `The file has no column ${listed(missing.map((name) => `“${name}”`))}. Choose another for it.`,
	'identity mapped': ({ column }) =>
		`“${column}” tells who somebody is, and such a column is never read. Choose another.`,
	'too many groups': ({ most }) =>
		`These columns make more than ${formatNumber(most)} groups. One of them, such as the period or the class, has nearly as many values as there are rows: choose another, or none.`,
	failed: () =>
		'The file could not be read to its end. Nothing was sent. Choose it again, or save it as CSV first.'
};

/** Why a file, or a mapping, is refused. */
export function refusalWords({ reason, facts }: Refused): string {
	return (refusals[reason] as (facts: unknown) => string)(facts);
}

const identityNames: { [key in Identity]: string } = {
	name: 'names of people',
	number: 'numbers of people',
	'birth date': 'birth dates',
	address: 'addresses',
	'e-mail': 'e-mail addresses',
	phone: 'phone numbers'
};

/** Why a column cannot be chosen. */
export const identityWords = (identity: Identity) => `Never read: ${identityNames[identity]}.`;
