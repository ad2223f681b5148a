import { csvOf } from '#lib/ui/csv.ts';
import { columnWords } from './filter-words.ts';
import { numberInWords } from './number-words.ts';
import type { Card } from './pipeline.ts';
import { columnNames, usualColumns, type ColumnName } from './pipeline-filters.ts';
import { stageWords } from './stages.ts';
import { kindWords } from './words.ts';

/** What a cell of each column holds: figures as figures, days as 2026-06-12, lists with semicolons. */
const cells: Record<ColumnName, (card: Card) => string | number | null> = {
	number: ({ number }) => numberInWords(number),
	title: ({ title }) => title,
	stage: ({ stage }) => stageWords[stage].label,
	days: ({ days }) => days,
	status: ({ status }) => status,
	sites: ({ sites }) => sites.join('; '),
	objectives: ({ objectives }) => objectives.join('; '),
	kind: ({ kind }) => kindWords[kind].label,
	risk: ({ risk_tier }) => risk_tier,
	sponsor: ({ sponsor }) => sponsor,
	evaluator: ({ evaluator }) => evaluator,
	cycle_end: ({ cycle_end }) => cycle_end,
	once: ({ money }) => money?.once ?? null,
	yearly: ({ money }) => money?.yearly ?? null
};

/** A list of pilots as a file for a spreadsheet, which must not take any cell for a formula. */
export function pipelineCsv(cards: readonly Card[], cols: readonly ColumnName[] = usualColumns): string {
	const shown = columnNames.filter((name) => cols.includes(name));
	const marks = ['Marks', 'Link'];
	const fields = [...shown.map((name) => columnWords[name]), ...marks];
	const data = cards.map((card) => [
		...shown.map((name) => cells[name](card)),
		[card.overdue && 'overdue', card.on_hold && 'on hold'].filter(Boolean).join('; '),
		`/pilots/${card.id}`
	]);
	return csvOf(fields, data);
}
