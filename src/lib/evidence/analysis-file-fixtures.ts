/* Exported analyses for tests, made the way in which the server makes them, with rows as the database gives them to a caller. */
import { endOf, toldEvents } from './ends.ts';
import { analyse, shown } from './analysis.ts';
import { analysisFile, cycleOf, type AnalysisFile } from './analysis-file.ts';
import type { EvidenceInput, Row } from './input.ts';

const numbers = [
	'n',
	'mean',
	'sd',
	'events',
	'exposure',
	'value',
	'clusters',
	'cluster_sd',
	'correlation'
] as const;

/** Of a row what somebody is told who sees no small groups; the function `measurements` of the database does the same. */
function told(row: Row, { goals }: EvidenceInput): Row {
	if (row.withheld) return { ...row, ...Object.fromEntries(numbers.map((name) => [name, null])) };
	const { metric } = goals.find(({ metric_id }) => metric_id === row.metric_id)!;
	if (metric.kind !== 'proportion' || metric.about === 'things' || row.n === null || row.events === null)
		return row;
	return { ...row, events: toldEvents(row.n, row.events) };
}

function ended(row: Row) {
	if (row.n === null || row.events === null) return row;
	const end = endOf(row.n, row.events);
	return end ? { ...row, events: null, end } : row;
}

/** The file that somebody exports of this input: with every figure, or without those of small groups. */
export function exported(input: EvidenceInput, everything: boolean): AnalysisFile {
	const complete = analyse(input);
	const shares = new Set(
		input.goals
			.filter(({ metric }) => metric.kind === 'proportion' && metric.about !== 'things')
			.map(({ metric_id }) => metric_id)
	);
	const rows = everything
		? input.rows.map((row) => ({ ...row, withheld: false }))
		: input.rows.map((row) => told(row, input)).map((row) => (shares.has(row.metric_id) ? ended(row) : row));
	const file = analysisFile({
		pilot: {
			id: input.pilot.id,
			number: 'P-0007',
			title: 'A tutor for fractions',
			launched_at: input.pilot.launched_at,
			decision_question: 'Does it go to every school?',
			stop_rule: 'Two weeks without results.'
		},
		cycle: cycleOf(input.pilot),
		looks: [],
		plan: input.plan && { ...input.plan, locked_at: '2026-01-10T08:00:00Z' },
		amendments: input.amendments,
		goals: input.goals,
		rows: rows.map((row) => ({ ...row, source: 'Benchmark' })),
		kept: {
			analysis: everything ? complete : shown(complete),
			computed_at: '2026-06-01T08:00:00Z',
			fingerprint: input.fingerprint,
			permitted: complete.recommendation.permitted
		},
		everything
	});
	// As a file it is text.
	return JSON.parse(JSON.stringify(file)) as AnalysisFile;
}
