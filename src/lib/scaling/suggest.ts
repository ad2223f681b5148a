/** Spreads sites over waves that begin with the terms of the school year. Pure; days are 'YYYY-MM-DD'. */
import type { Term } from './scaling.ts';

export type Suggested<Site> = {
	name: string;
	starts_on: string;
	ends_on: string;
	training_by: string;
	sites: Site[];
};

const DAY = 86_400_000;
/** A term's length where the calendar names none. */
const WEEKS = 12;
/** People are trained this long before a wave starts. */
const BEFORE = 14;

const shift = (date: string, days: number) =>
	new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
const later = (a: string, b: string) => (a > b ? a : b);

/**
 * At most as many waves as there are sites, the small ones first: what a first wave teaches costs few. Each begins with a term
 * that is still to come, twelve weeks after the one before it where the calendar ends.
 * @param after the day on which the last wave of the plan starts; null where there is none
 */
export function suggestWaves<Site>(
	sites: readonly Site[],
	many: number,
	terms: readonly Term[],
	today: string,
	after: string | null = null,
	first = 1
): Suggested<Site>[] {
	const count = Math.max(0, Math.min(Math.trunc(many), sites.length));
	const from = after ?? today;
	const coming = terms
		.filter(({ starts_on }) => starts_on > from)
		.toSorted((a, b) => a.starts_on.localeCompare(b.starts_on));
	const waves: Suggested<Site>[] = [];
	let taken = 0;
	for (let i = 0; i < count; i += 1) {
		const before = waves.at(-1);
		const term = coming[i];
		const starts =
			term?.starts_on ?? shift(before ? before.starts_on : from, before || after ? WEEKS * 7 : 28);
		const size = Math.floor((sites.length + i) / count);
		waves.push({
			name: `Wave ${first + i}`,
			starts_on: starts,
			ends_on: term?.ends_on ?? shift(starts, WEEKS * 7),
			training_by: later(shift(starts, -BEFORE), today),
			sites: sites.slice(taken, taken + size)
		});
		taken += size;
	}
	return waves;
}
