import { stands, type LoggedRow } from './measurement.ts';

type Given = Record<string, string | undefined>;

const cell = ['metric_id', 'arm', 'phase', 'period', 'site_id', 'stratum', 'subgroup'] as const;

/** What took the place of a result that was corrected, however often; itself where it stands. */
export function newest(rows: readonly LoggedRow[], id: string | null | undefined): LoggedRow | null {
	const row = rows.find((one) => one.id === id);
	return row && row.superseded_by ? newest(rows, row.superseded_by) : (row ?? null);
}

/**
 * What stands where a result that was typed would: of the same group and period; or, for a correction, what took the place of the one
 * that it corrects. Null where nothing is in its way.
 */
export function inTheWay(rows: readonly LoggedRow[], typed: Given): LoggedRow | null {
	if (typed.supersedes) {
		const now = newest(rows, typed.supersedes);
		if (now && now.id !== typed.supersedes) return now;
	}
	const same = (row: LoggedRow) => cell.every((field) => (row[field] ?? '') === (typed[field] ?? '').trim());
	return rows.find((row) => stands(row) && row.id !== typed.supersedes && same(row)) ?? null;
}
