import { z } from 'zod';
import type { Mapping, ToolRow } from './tool-columns.ts';
import type { Sheet } from './tool-sheet.ts';

export const verdictStates = ['refused', 'twice', 'filled', 'new', 'unchanged'] as const;
export type VerdictState = (typeof verdictStates)[number];

/** What `rpc/import_tools` says of each row. */
export const importSchema = z.object({
	done: z.boolean(),
	rows: z.array(
		z.object({
			row: z.number(),
			name: z.string(),
			state: z.enum(verdictStates),
			/** the tool that it is known as already */
			known_as: z.string().optional(),
			tool: z.string().optional(),
			/** twice: the row that counts */
			of: z.number().optional(),
			/** blanks that are filled, and what is there already and stays although the list says something else */
			fields: z.array(z.string()).optional(),
			kept: z.array(z.string()).optional(),
			field: z.string().optional(),
			reason: z.string().optional()
		})
	)
});
export type Imported = z.infer<typeof importSchema>;

/** A row of the report: its place in the file, and what would become of it. */
export type ReportRow = Imported['rows'][number] & Pick<ToolRow, 'vendor'>;

/** As many rows of one kind are shown; all of them are counted. */
export const MOST_SHOWN = 200;

export type ImportPreview = {
	counts: Record<VerdictState, number>;
	/** Of each kind the first ones. */
	shown: { state: VerdictState; rows: ReportRow[] }[];
	empty: number;
};

/** Joins what the database said with where each row stands in the file. */
export function previewOf(
	{ lines, empty }: Sheet,
	rows: readonly ToolRow[],
	{ rows: said }: Imported
): ImportPreview {
	const place = (i: number) => lines[i - 1]!.row;
	const all = said.map((one): ReportRow => ({
		...one,
		row: place(one.row),
		...(one.of ? { of: place(one.of) } : {}),
		vendor: rows[one.row - 1]?.vendor
	}));
	const of = (state: VerdictState) => all.filter((one) => one.state === state);
	return {
		counts: Object.fromEntries(
			verdictStates.map((state) => [state, of(state).length])
		) as ImportPreview['counts'],
		shown: verdictStates
			.map((state) => ({ state, rows: of(state).slice(0, MOST_SHOWN) }))
			.filter(({ rows }) => rows.length > 0),
		empty
	};
}

/** What came of a list that was looked at: what its columns are, and what would become of its rows. */
export type ImportReply = {
	text: string;
	/** of the text and what its columns are, so that what is imported is what was looked at */
	checked: string;
	message: string;
	/** Each column with what it is and what stands first in it. */
	columns: { heading: string; is: Mapping[number]; example: string }[];
	preview: ImportPreview | null;
};
