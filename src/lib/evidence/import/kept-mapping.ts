import type { Column } from './column.ts';
import { mappedColumns, checkMapping } from './mapped.ts';
import type { Mapping } from './mapping.ts';

/** A mapping as it was kept when somebody sent a file: by whom and when. Of the file only the mapped headers and labels are in it. */
export type KeptMapping = { mapping: Mapping; by: string | null; at: string };

/** What the district and the plan have now: a site may be closed, a stratum amended away since. */
export type Standing = {
	sites: readonly { id: string }[];
	strata: readonly string[];
	subgroups: readonly string[];
};

/** Whether a file has every column that the mapping names, in any order and with any others beside. */
export function fitsColumns({ mapping }: Pick<KeptMapping, 'mapping'>, columns: Column[]): boolean {
	const names = new Set(columns.map(({ name }) => name));
	return Object.values(mappedColumns(mapping)).every((name) => names.has(name));
}

/**
 * A kept mapping for the next file. Throws `Refused` where a mapped column is gone, or tells now who somebody is.
 * The period is left empty where it was typed: the next file is of another. What the district or the plan has no more stands for nothing.
 */
export function applyMapping(
	{ mapping }: Pick<KeptMapping, 'mapping'>,
	columns: Column[],
	{ sites, strata, subgroups }: Standing
): Mapping {
	checkMapping(mapping, columns);
	const { period, site, stratum, subgroup } = mapping;
	return {
		...mapping,
		period: { ...period, name: '' },
		site: {
			...site,
			ids: only(
				site.ids,
				sites.map(({ id }) => id)
			)
		},
		stratum: { ...stratum, names: only(stratum.names, strata) },
		subgroup: { ...subgroup, names: only(subgroup.names, subgroups) }
	};
}

function only(meanings: { [key: string]: string }, standing: readonly string[]): { [key: string]: string } {
	return Object.fromEntries(Object.entries(meanings).filter(([, name]) => standing.includes(name)));
}
