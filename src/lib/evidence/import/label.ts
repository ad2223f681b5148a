/** Signs that stand for no value in most exports; more are named by whoever maps the file, such as -999. */
export const usualMissing = [
	'',
	'-',
	'--',
	'—',
	'–',
	'na',
	'n/a',
	'#n/a',
	'null',
	'none',
	'nan',
	's',
	'*',
	'.',
	'missing'
];

/** How many cells are remembered: a column of labels has fewer different ones, and one of numbers more. */
const REMEMBERED = 4_096;

/** The same function, which looks up what it said of the cells that came first: most cells of a file come again and again. */
export function remembered<Told>(told: (cell: string) => Told): (cell: string) => Told {
	const known = new Map<string, Told>();
	return (cell) => {
		const before = known.get(cell);
		if (before !== undefined) return before;
		const now = told(cell);
		if (known.size < REMEMBERED) known.set(cell, now);
		return now;
	};
}

/** Whether a cell holds no value: one of the usual signs, or of those that were named. Case and blanks aside. */
export function missingTest(named: string[]): (cell: string) => boolean {
	const signs = new Set([...usualMissing, ...named.map((sign) => sign.trim().toLowerCase())]);
	return remembered((cell) => signs.has(cell.trim().toLowerCase()));
}

/**
 * What two spellings of one label share: no case, blanks or punctuation. + and a − at either end stay, since A+ is not A-;
 * so do decimals.
 */
export function labelKey(text: string): string {
	const plain = text.normalize('NFKC').trim().toLowerCase().replaceAll(/[−–]/g, '-');
	const key = plain.replaceAll(/(?<=\d)[.,](?=\d)/g, '·').replaceAll(/[^\p{L}\p{N}+·-]|(?<!^)-(?!$)/gu, '');
	return key === '' ? plain : key;
}

/** A label as a column has it: its key, how it is spelled most often, every spelling, and how many rows have it. */
export type Label = { key: string; text: string; spellings: string[]; rows: number };

/** Collects the labels of a column; `most` different ones, after which it is no list of labels (`list` answers null). */
export function labelCounter(most: number) {
	let counts: Map<string, Map<string, number>> | null = new Map();
	// The same cells come again and again, and making a key costs more than looking one up.
	const known = new Map<string, { text: string; key: string }>();
	function keyed(cell: string) {
		const text = cell.replaceAll(/\s+/g, ' ').trim();
		const made = { text, key: labelKey(text) };
		known.set(cell, made);
		return made;
	}
	return {
		/** A cell that comes so many times. */
		add(cell: string, times = 1) {
			if (!counts) return;
			const { text, key } = known.get(cell) ?? keyed(cell);
			const spellings = counts.get(key) ?? new Map<string, number>();
			counts.set(key, spellings.set(text, (spellings.get(text) ?? 0) + times));
			if (counts.size > most || spellings.size > most) {
				counts = null;
				known.clear();
			}
		},
		list(): Label[] | null {
			if (!counts) return null;
			return [...counts].map(([key, spellings]) => {
				const often = [...spellings].sort((a, b) => b[1] - a[1]);
				return {
					key,
					text: often[0]![0],
					spellings: often.map(([text]) => text),
					rows: often.reduce((sum, [, rows]) => sum + rows, 0)
				};
			});
		}
	};
}

/** A label as the database takes it: letters, digits, blanks, points, slashes and dashes, at most 40 of them. */
export const shortLabel = (text: string): string =>
	text
		.replaceAll(/[^\p{L}\p{N} ./–-]+/gu, ' ')
		.replaceAll(/\s+/g, ' ')
		.replace(/^[^\p{L}\p{N}]+/u, '')
		.slice(0, 40)
		.trim();
