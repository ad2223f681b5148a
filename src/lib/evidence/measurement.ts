import { endOf, type End } from './ends.ts';
import type { Metric } from './input.ts';
import type { Measurement } from './measurement-schema.ts';

/** The same with the names that its ids stand for. */
export type LoggedRow = Measurement & {
	site: string | null;
	by: string | null;
	/** A share of nearly none or nearly all of a group of people, of which no more is said. */
	end?: End;
};

/** Takes the events out of a share near its end, which would say something about each member of the group. */
export function withoutEnd(row: LoggedRow): LoggedRow {
	if (row.n === null || row.events === null) return row;
	const end = endOf(row.n, row.events);
	return end ? { ...row, events: null, end } : row;
}

/** Whether shares near none or all are moved for those who see no small groups. */
export const isShareOfPeople = ({ kind, about }: Pick<Metric, 'kind' | 'about'>) =>
	kind === 'proportion' && about !== 'things';

/** Rows for somebody who sees no small groups: without the events of shares of people near none or all. */
export function withoutEnds(
	goals: readonly (Pick<Metric, 'kind' | 'about'> & { metric_id: string })[],
	rows: readonly LoggedRow[]
): LoggedRow[] {
	const shares = new Set(goals.filter(isShareOfPeople).map(({ metric_id }) => metric_id));
	return rows.map((row) => (shares.has(row.metric_id) ? withoutEnd(row) : row));
}

/** The numbers that each kind of metric is logged with, in the order in which people have them. */
export const numbersOf = {
	mean: ['n', 'mean', 'sd'],
	proportion: ['n', 'events'],
	count: ['events', 'exposure'],
	total: ['value']
} as const;
export type NumberField = (typeof numbersOf)[keyof typeof numbersOf][number];

/** How each number is asked for, by the kind of its metric. */
export function numberLabel(field: NumberField, kind: Metric['kind']): string {
	const labels: Record<NumberField, string> = {
		n: 'How many are in the group (n)',
		mean: 'Mean',
		sd: 'Standard deviation',
		events: kind === 'count' ? 'How often it happened' : 'How many of them had it',
		exposure: 'Over how much',
		value: 'Total'
	};
	return labels[field];
}

/** Rows that stand: no later row corrects them. */
export const stands = ({ superseded_by }: Measurement) => superseded_by === null;

/** Whether a row counts in the analysis: accepted, standing, whole group, and for outcomes of the period that the plan names. */
export function counts(row: Measurement, outcomePeriod: string | null): boolean {
	const inPeriod = row.phase === 'baseline' || row.period === outcomePeriod;
	return stands(row) && row.accepted && row.subgroup === null && inPeriod;
}
