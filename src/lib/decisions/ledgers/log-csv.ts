import { csvOf, yesNo } from '#lib/ui/csv.ts';
import { voteChoices } from '../choices.ts';
import type { LoggedDecision } from './log-schema.ts';

const columns = [
	'Decided at',
	'Outcome',
	'Number',
	'Pilot',
	'Stage now',
	'Sponsor then',
	'Objectives',
	'Sites',
	'Rationale',
	'What must be different',
	...voteChoices.map((choice) => `Votes: ${choice}`),
	'Within what the evidence permitted',
	'With the majority',
	'Reason of the override',
	'Seconded by',
	'Recorded by',
	'Conditions',
	'Conditions open',
	'Next review',
	'Superseded'
];

/** The decision log as a file for a spreadsheet. */
export function logCsv(rows: readonly LoggedDecision[]): string {
	return csvOf(
		columns,
		rows.map((row) => [
			new Date(row.decided_at).toISOString(),
			row.outcome,
			row.number,
			row.title,
			row.stage,
			row.sponsor ?? '',
			row.objectives.join('; '),
			row.sites.join('; '),
			row.rationale,
			row.different,
			...voteChoices.map((choice) => row.tally[choice] ?? 0),
			yesNo(row.within_permitted),
			yesNo(row.with_majority),
			row.override_reason,
			row.seconded_by ?? '',
			row.decided_by,
			row.conditions.in_all,
			row.conditions.open,
			row.next_review ?? '',
			yesNo(row.superseded)
		])
	);
}
