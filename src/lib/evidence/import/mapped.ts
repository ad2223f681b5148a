import type { Column } from './column.ts';
import type { Mapping } from './mapping.ts';
import { Refused } from './refused.ts';

/** The columns that a mapping names, by what they are. */
export function mappedColumns(mapping: Mapping): { [use: string]: string } {
	const named = {
		outcome: mapping.outcome,
		exposure: mapping.kind === 'count' ? mapping.exposure : null,
		pretest: mapping.kind === 'mean' || mapping.kind === 'proportion' ? mapping.pretest : null,
		arm: mapping.arm.column,
		phase: mapping.phase.column,
		period: mapping.period.column,
		site: mapping.site.column,
		stratum: mapping.stratum.column,
		cluster: mapping.cluster,
		subgroup: mapping.subgroup.column
	};
	return Object.fromEntries(
		Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== null)
	);
}

/** Throws `Refused` where a mapping names a column that the file has none of, or one that tells who somebody is. */
export function checkMapping(mapping: Mapping, columns: Column[]): void {
	const names = Object.values(mappedColumns(mapping));
	const missing = names.filter((name) => !columns.some((column) => column.name === name));
	if (missing.length > 0) throw new Refused('mapping does not fit', { missing });
	const who = columns.find(({ name, identity }) => identity !== null && names.includes(name));
	if (who) throw new Refused('identity mapped', { column: who.name });
}
