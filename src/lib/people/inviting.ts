import { z } from 'zod';
import type { Invitee } from './invite.ts';

/** What `rpc/invite_people` says of each row. */
export const verdictsSchema = z.array(
	z.object({
		row: z.number(),
		email: z.string().optional(),
		state: z.enum(['invited', 'would be invited', 'already here', 'refused', 'not invited']),
		field: z.string().optional(),
		reason: z.string().optional()
	})
);
export type Verdict = z.infer<typeof verdictsSchema>[number];

/** A row of a list as its preview shows it: what was written, and what would become of it. */
export type PreviewRow = Invitee & Pick<Verdict, 'row' | 'state' | 'field' | 'reason'>;

export type Preview = {
	rows: PreviewRow[];
	/** How many can be invited as they are. */
	right: number;
	here: number;
	wrong: number;
	/** Columns that nobody asked for. */
	ignored: string[];
};

/** Joins rows with what the database said of them. */
export function previewOf(
	rows: readonly Invitee[],
	verdicts: readonly Verdict[],
	ignored: string[]
): Preview {
	const said = new Map(verdicts.map((verdict) => [verdict.row, verdict]));
	const all = rows.map((row, i): PreviewRow => {
		const { state = 'refused' as const, field, reason } = said.get(i + 1) ?? {};
		return { ...row, row: i + 1, state, field, reason };
	});
	const count = (...states: Verdict['state'][]) => all.filter(({ state }) => states.includes(state)).length;
	return {
		rows: all,
		right: count('would be invited', 'not invited'),
		here: count('already here'),
		wrong: count('refused'),
		ignored
	};
}

/** The rows that are right, to be sent. */
export function rightRows({ rows }: Preview): Invitee[] {
	return rows
		.filter(({ state }) => state === 'would be invited' || state === 'not invited')
		.map(({ email, name, title, site, roles, outside }) => ({ email, name, title, site, roles, outside }));
}
