/** What stands at the end of a path: a number, a word, yes or no, nothing, or an empty list. */
export type Figure = string | number | boolean | null;

/** Where a figure stands: keys and places, outermost first. Lists of named things have their names for places. */
export type Path = readonly string[];

/** One figure and its path. `text` is the path as people read it: outcomes["Reading score"].effect.p */
export type Placed = { path: Path; text: string; value: Figure };

/**
 * How the parts of a list are called, so that one part too many doesn't make all after it differ; null where they have their
 * places for names.
 */
export type Naming = (list: Path) => ((part: unknown) => string) | null;

const plain = /^[A-Za-z_]\w*$/;

export function pathText(path: Path): string {
	return path
		.map((key, at) =>
			/^\d+$/.test(key) ? `[${key}]` : plain.test(key) ? `${at ? '.' : ''}${key}` : `[${JSON.stringify(key)}]`
		)
		.join('');
}

function namedParts(list: readonly unknown[], nameOf: (part: unknown) => string): [string, unknown][] {
	const seen = new Map<string, number>();
	return list.map((part) => {
		const name = nameOf(part);
		const times = (seen.get(name) ?? 0) + 1;
		seen.set(name, times);
		// The second of a name is another one, and not lost.
		return [times > 1 ? `${name} (${times})` : name, part];
	});
}

/**
 * All figures of plain data, by the text of their paths. That a list or object is empty is a figure too, 'none'; of a list whose
 * parts have names it isn't, since each part is missed by its name.
 */
export function figuresOf(value: unknown, naming: Naming, path: Path = []): Map<string, Placed> {
	const text = pathText(path);
	if (typeof value !== 'object' || value === null)
		return new Map([[text, { path, text, value: (value ?? null) as Figure }]]);
	const nameOf = Array.isArray(value) ? naming(path) : null;
	const parts = nameOf ? namedParts(value as unknown[], nameOf) : Object.entries(value);
	if (parts.length === 0 && !nameOf) return new Map([[text, { path, text, value: 'none' }]]);
	return new Map(parts.flatMap(([key, part]) => [...figuresOf(part, naming, [...path, key])]));
}
