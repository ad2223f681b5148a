import { csvOf, yesNo } from '#lib/ui/csv.ts';
import { voteChoices } from '../choices.ts';
import { cameWords } from './override-filters.ts';
import type { DecisionOverride } from './overrides-schema.ts';

const columns = [
	'Decided at',
	'Pilot',
	'Outcome',
	'Evidence permitted',
	'Main outcome then',
	...voteChoices.map((choice) => `Votes: ${choice}`),
	'Against the evidence',
	'Against the majority',
	'Reason',
	'Recorded by',
	'Seconded by',
	'Stage now',
	'What came of it',
	'In words',
	'Said by',
	'Said at'
];

/** The override ledger as a file for a spreadsheet. */
export function overridesCsv(rows: readonly DecisionOverride[]): string {
	return csvOf(
		columns,
		rows.map((row) => {
			const last = row.verdicts[0];
			return [
				new Date(row.decided_at).toISOString(),
				row.title,
				row.outcome,
				(row.permitted ?? []).join('; '),
				row.primary ?? '',
				...voteChoices.map((choice) => row.tally[choice] ?? 0),
				yesNo(!row.within_permitted),
				yesNo(!row.with_majority),
				row.override_reason,
				row.decided_by,
				row.seconded_by ?? '',
				row.stage,
				cameWords[row.came],
				last?.words ?? '',
				last?.by ?? '',
				last ? new Date(last.at).toISOString() : ''
			];
		})
	);
}
