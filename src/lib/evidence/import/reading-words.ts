/* How a file is read, in words. */
import { formatNumber } from '#lib/ui/numbers.ts';
import type { Column } from './column.ts';

export const delimiterNames: { [key: string]: string } = {
	',': 'Comma',
	';': 'Semicolon',
	'\t': 'Tab',
	'|': 'Bar (|)'
};

export const encodingNames: { [key: string]: string } = {
	'utf-8': 'UTF-8',
	'utf-16le': 'UTF-16',
	'utf-16be': 'UTF-16, big end first',
	'windows-1252': 'Old Windows (1252)'
};

/** Columns that tell who somebody is: the first by name. */
export function neverReadWords(columns: readonly Pick<Column, 'name'>[]): string {
	const names = columns.slice(0, 6).map(({ name }) => `“${name}”`);
	const more = columns.length - names.length;
	const rest = more > 0 ? ` and ${formatNumber(more)} more` : '';
	return `${names.join(', ')}${rest}: ${columns.length === 1 ? 'it tells' : 'they tell'} who somebody is`;
}
