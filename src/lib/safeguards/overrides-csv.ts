import { csvOf } from '#lib/ui/csv.ts';
import type { Override } from './overrides.ts';

const columns = [
	'Pilot',
	'Stage',
	'Tier',
	'Answers led to',
	'Uses presumed high-impact',
	'Reason',
	'Set by',
	'Set at',
	'Risk that is left',
	'Why'
];

/** The ledger of overrides as a file for a spreadsheet. */
export function overridesCsv(rows: readonly Override[]): string {
	return csvOf(
		columns,
		rows.map((row) => [
			row.title,
			row.stage,
			row.tier,
			row.led ?? 'not answered',
			row.uses.join('; '),
			row.reason,
			row.by ?? '',
			new Date(row.at).toISOString(),
			row.residual ?? 'not judged',
			row.residual_reason ?? ''
		])
	);
}
