import type { Column } from './column.ts';
import { checkMapping } from './mapped.ts';
import { mappingSchema, type Mapping } from './mapping.ts';

/** What is kept of a mapping: the headers of the file that it was made for, and the mapping itself. Plain JSON, without a value of a row. */
export type KeptMapping = { headers: string[]; mapping: Mapping };

export function keepMapping(columns: Column[], mapping: Mapping): KeptMapping {
	return { headers: columns.map(({ name }) => name), mapping };
}

/** Whether a kept mapping was made for a file with these headers, in any order. */
export function fitsHeaders({ headers }: KeptMapping, columns: Column[]): boolean {
	const names = new Set(columns.map(({ name }) => name));
	return headers.length === names.size && headers.every((name) => names.has(name));
}

/**
 * A kept mapping for the next file; null where what was kept can no longer be read. Throws `Refused` where a mapped column is gone.
 * The period is left empty where it was typed: the next file is of another.
 */
export function applyMapping(kept: unknown, columns: Column[]): Mapping | null {
	const read = mappingSchema.safeParse((kept as Partial<KeptMapping> | null)?.mapping);
	if (!read.success) return null;
	checkMapping(read.data, columns);
	const { period } = read.data;
	return { ...read.data, period: { ...period, name: '' } };
}
