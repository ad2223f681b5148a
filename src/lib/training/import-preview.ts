import type { CompletionRow } from './completions-file.ts';

/** What `rpc/import_completions` says of a row. */
export type RowState =
	| 'recorded'
	| 'known'
	| 'waits'
	| 'nobody'
	| 'bad address'
	| 'several people'
	| 'unknown name'
	| 'unknown module'
	| 'bad date'
	| 'future date';

export type Verdict = { row: number; state: RowState; person?: string; module?: string };

export type PreviewRow = Verdict & { who: string; given: string; date: string };

export type ImportPreview = {
	counts: Partial<Record<RowState, number>>;
	/** Rows that are recorded, or wait for somebody who is not here yet. */
	right: number;
	/** Rows that are left out, each for a reason. */
	wrong: number;
	/** What there is to look at first, what is right last; no more than a page can show. */
	rows: PreviewRow[];
	left_off: number;
	ignored: string[];
	/** The rows that are right, to be sent. */
	sent: string;
};

/** How many rows a preview shows. */
const SHOWN = 300;

const RIGHT: readonly RowState[] = ['recorded', 'waits'];
/** In the order in which somebody looks at them. */
const ORDER: readonly RowState[] = [
	'bad date',
	'future date',
	'unknown module',
	'several people',
	'unknown name',
	'bad address',
	'nobody',
	'waits',
	'known',
	'recorded'
];

/** Joins the rows of a list with what the database said of them. `written` is each date as it stood there. */
export function previewOf(
	rows: readonly CompletionRow[],
	written: readonly string[],
	verdicts: readonly Verdict[],
	ignored: string[]
): ImportPreview {
	const counts: ImportPreview['counts'] = {};
	for (const { state } of verdicts) counts[state] = (counts[state] ?? 0) + 1;
	const all = verdicts.map((verdict): PreviewRow => {
		const { email, name, module } = rows[verdict.row - 1]!;
		const date = written[verdict.row - 1] ?? '';
		return { ...verdict, who: verdict.person ?? (name || email), given: verdict.module ?? module, date };
	});
	const right = verdicts.filter(({ state }) => RIGHT.includes(state));
	const sorted = all.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.row - b.row);
	return {
		counts,
		right: right.length,
		wrong: verdicts.length - right.length - (counts.known ?? 0),
		rows: sorted.slice(0, SHOWN),
		left_off: Math.max(0, all.length - SHOWN),
		ignored,
		sent: packed(right.map(({ row }) => rows[row - 1]!))
	};
}

/** Rows as a form carries them: short, since ten thousand of them are sent at once. */
export const packed = (rows: readonly CompletionRow[]): string =>
	JSON.stringify(rows.map(({ email, name, module, on }) => [email, name, module, on]));

/** What a form carried, or null for what no form of ours sends. */
export function unpacked(text: string): CompletionRow[] | null {
	try {
		const read: unknown = JSON.parse(text);
		if (!Array.isArray(read) || read.length === 0) return null;
		return read.map((one: unknown): CompletionRow => {
			if (!Array.isArray(one) || one.length !== 4 || one.some((cell) => typeof cell !== 'string'))
				throw new TypeError('not a row');
			const [email, name, module, on] = one as [string, string, string, string];
			return { email, name, module, on };
		});
	} catch {
		return null;
	}
}
