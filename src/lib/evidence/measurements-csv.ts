import { toDate } from '#lib/ui/dates.ts';
import { csvOf, yesNo, type CsvCell } from '#lib/ui/csv.ts';
import { stands, type LoggedRow } from './measurement.ts';

/** Why numbers of a row are not in the file; 'no' where all are. */
export const withholdings = ['no', 'small group', 'share near its end', 'corrected since'] as const;
export type Withholding = (typeof withholdings)[number];

/** A row as its file needs it: with the pilot's number and the name of its metric. */
export type MeasuredRow = LoggedRow & { pilot: string; metric: string };

/** What is not told of a row, whoever asks for the file. */
export function withholdingOf(row: LoggedRow): Withholding {
	if (row.withheld) return stands(row) ? 'small group' : 'corrected since';
	return row.end ? 'share near its end' : 'no';
}

/** The columns in their order, and what a cell of each holds: names as `rpc/measurements` has them, days as 2026-06-12. */
const cells = {
	pilot: (row) => row.pilot,
	id: (row) => row.id,
	metric: (row) => row.metric,
	metric_id: (row) => row.metric_id,
	arm: (row) => row.arm,
	phase: (row) => row.phase,
	period: (row) => row.period,
	measured_on: (row) => row.measured_on,
	site: (row) => row.site,
	stratum: (row) => row.stratum,
	subgroup: (row) => row.subgroup,
	n: (row) => row.n,
	mean: (row) => row.mean,
	sd: (row) => row.sd,
	events: (row) => row.events,
	exposure: (row) => row.exposure,
	value: (row) => row.value,
	clusters: (row) => row.clusters,
	cluster_sd: (row) => row.cluster_sd,
	correlation: (row) => row.correlation,
	withheld: withholdingOf,
	share: (row) => row.end ?? null,
	accepted: (row) => yesNo(row.accepted),
	source: (row) => row.source,
	note: (row) => row.note,
	logged_by: (row) => row.by,
	logged_at: (row) => toDate(row.logged_at).toISOString(),
	supersedes: (row) => row.supersedes,
	reason: (row) => row.reason,
	superseded_by: (row) => row.superseded_by
} as const satisfies Record<string, (row: MeasuredRow) => CsvCell>;

export type MeasurementColumn = keyof typeof cells;
export const measurementColumns = Object.keys(cells) as MeasurementColumn[];

/** A pilot's group summaries as a file for a spreadsheet: a number that is withheld is an empty cell, and `withheld` says why. */
export function measurementsCsv(rows: readonly MeasuredRow[]): string {
	return csvOf(
		measurementColumns,
		rows.map((row) => measurementColumns.map((column) => cells[column](row)))
	);
}
