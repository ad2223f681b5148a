import type { Column } from './column.ts';
import { labelKey } from './label.ts';
import type { Mapping } from './mapping.ts';

const pilotKeys = /^(true|1|yes|y|pilot|treatment|treated|intervention|t|encouraged|experimental|video)/;
const comparisonKeys = /^(false|0|no|n|comparison|control|c|business|bau|untreated|nottreated)/;
const eventKeys = /^(true|1|yes|y|pass|passed|completed|met|proficient|done)$/;
const beforeKeys = /^(pre|before|baseline|fall|0|beginning|boy)/;

/** 'LastName', 'pre_test' → 'last name', 'pre test'. */
export const worded = (name: string) =>
	name
		.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
		.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()
		.toLowerCase();

const keysOf = (column: Column | undefined) => (column?.labels ?? []).map(({ key }) => key);
const keysLike = (column: Column | undefined, pattern: RegExp) =>
	keysOf(column).filter((key) => pattern.test(key));

/** Which labels are the pilot's, and which the comparison's, as far as their words say. */
export function armSides(column: Column | undefined): Omit<Mapping['arm'], 'column'> {
	return {
		pilot: keysLike(column, pilotKeys),
		comparison: keysLike(column, comparisonKeys).filter((key) => !pilotKeys.test(key))
	};
}

/** Which labels say that a row is from before; all others are outcomes. In a column headed 'Baseline (Y/N)' that is the yes. */
export function phaseSides(column: Column | undefined): Omit<Mapping['phase'], 'column'> {
	const from = column && /\bbaseline\b/.test(worded(column.name)) ? eventKeys : beforeKeys;
	const baseline = keysLike(column, from);
	return { baseline, outcome: keysOf(column).filter((key) => !baseline.includes(key)) };
}

/** Which values of a share are an event. Where none is known, nobody guesses what the others are. */
export function eventSides(column: Column | undefined): Pick<Mapping, 'events' | 'others'> {
	const events = keysLike(column, eventKeys);
	return { events, others: events.length > 0 ? keysOf(column).filter((key) => !events.includes(key)) : [] };
}

/** '4' of 'Grade 4'. */
export const withoutWord = (name: string) => name.replace(/^\p{L}+\s+/u, '');

/** Labels of the file that are a name of the district's in another spelling. */
export function matches(
	column: Column | undefined,
	names: { name: string; stands: string }[]
): { [key: string]: string } {
	const known = new Map(names.map(({ name, stands }) => [labelKey(name), stands]));
	const pairs = keysOf(column).map((key) => [key, known.get(key)] as const);
	return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

const asThey = (names: readonly string[]) => names.map((name) => ({ name, stands: name }));

/** Labels as ids of the district's sites. */
export const siteIds = (column: Column | undefined, sites: readonly { id: string; name: string }[]) =>
	matches(
		column,
		sites.map(({ id, name }) => ({ name, stands: id }))
	);

/** Labels as the plan's strata: 'Grade 4' of the plan is 4 in most files. */
export const stratumNames = (column: Column | undefined, strata: readonly string[]) => ({
	...matches(
		column,
		strata.map((name) => ({ name: withoutWord(name), stands: name }))
	),
	...matches(column, asThey(strata))
});

/** Labels as the district's subgroups. */
export const subgroupNames = (column: Column | undefined, subgroups: readonly string[]) =>
	matches(column, asThey(subgroups));
