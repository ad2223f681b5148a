import { stands, type LoggedRow } from './measurement.ts';

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

function rowsHeld(count: number | null): string {
	if (count === null) return 'One row for each group that was measured.';
	return count === 0
		? 'No row yet.'
		: `${counted(count, 'row', 'rows')}, one for each group that was measured.`;
}

export type ExportWords = ReturnType<typeof exportWords>;

/** What each file is called and what it holds, for this reader; nobody counted where `rows` is null. */
export function exportWords(
	rows: readonly Pick<LoggedRow, 'withheld' | 'superseded_by' | 'end'>[] | null,
	minimumGroup: number
) {
	const withheld = (rows ?? []).filter((row) => stands(row as LoggedRow) && (row.withheld || row.end)).length;
	const left =
		withheld > 0
			? ` ${counted(withheld, 'row has', 'rows have')} empty cells, since groups under ${minimumGroup} and shares near their ends are withheld.`
			: '';
	return {
		measurements: {
			name: 'Measurements as CSV',
			holds: rowsHeld(rows?.length ?? null) + left
		},
		dictionary: {
			name: 'Data dictionary as CSV',
			holds: 'What each column and each metric means: unit, allowed values, direction, source.'
		},
		analysis: {
			name: 'Analysis as JSON',
			holds:
				'Plan, locked rule, group summaries and every figure unrounded. Anybody with a copy of Pilotage can compute it again.'
		}
	};
}
