import { csvOf, yesNo } from '#lib/ui/csv.ts';
import type { LedgerRow } from './condition-list.ts';

const columns = [
	'Pilot',
	'Stage',
	'Decision',
	'Decided at',
	'Condition',
	'What is to be shown',
	'Owner',
	'Due on',
	'State',
	'Overdue',
	'Report',
	'Link',
	'Closed at',
	'Note'
];

/** The ledger of conditions as a file for a spreadsheet. */
export function conditionsCsv(rows: readonly LedgerRow[]): string {
	return csvOf(
		columns,
		rows.map((row) => [
			row.title,
			row.stage,
			row.outcome,
			new Date(row.decided_at).toISOString(),
			row.words,
			row.evidence_asked,
			row.owner,
			row.due_on,
			row.state,
			yesNo(row.overdue),
			row.report,
			row.link,
			row.closed_at ? new Date(row.closed_at).toISOString() : '',
			row.close_note
		])
	);
}
