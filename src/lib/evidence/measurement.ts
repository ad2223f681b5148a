import { z } from 'zod';
import { arms, phases } from './input.ts';

const number = z.number().nullable();

/** One group summary as `rpc/measurements` gives it to a caller: numbers are null where they are withheld. */
export const measurementSchema = z.object({
	id: z.string(),
	metric_id: z.string(),
	arm: z.enum(arms),
	phase: z.enum(phases),
	period: z.string(),
	measured_on: z.string(),
	site_id: z.string().nullable(),
	stratum: z.string().nullable(),
	subgroup: z.string().nullable(),
	n: number,
	mean: number,
	sd: number,
	events: number,
	exposure: number,
	value: number,
	clusters: number,
	cluster_sd: number,
	correlation: number,
	source: z.string(),
	note: z.string(),
	logged_by: z.string().nullable(),
	logged_at: z.string(),
	accepted: z.boolean(),
	withheld: z.boolean(),
	supersedes: z.string().nullable(),
	reason: z.string(),
	superseded_by: z.string().nullable()
});
export type Measurement = z.infer<typeof measurementSchema>;

/** The same with the names that its ids stand for. */
export type LoggedRow = Measurement & {
	site: string | null;
	by: string | null;
	/** A share of nearly none or nearly all of a group of people, of which no more is said. */
	end?: 'at most 5 %' | 'at least 95 %';
};

/** Takes the events out of a share near its end, which would say something about each member of the group. */
export function withoutEnd(row: LoggedRow): LoggedRow {
	if (row.n === null || row.events === null) return row;
	const share = row.events / row.n;
	if (share > 0.05 && share < 0.95) return row;
	return { ...row, events: null, end: share <= 0.05 ? 'at most 5 %' : 'at least 95 %' };
}

/** The numbers that each kind of metric is logged with, in the order in which people have them. */
export const numbersOf = {
	mean: ['n', 'mean', 'sd'],
	proportion: ['n', 'events'],
	count: ['events', 'exposure'],
	total: ['value']
} as const;
export type NumberField = (typeof numbersOf)[keyof typeof numbersOf][number];

/** Rows that stand: no later row corrects them. */
export const stands = ({ superseded_by }: Measurement) => superseded_by === null;

/** Whether a row counts in the analysis: accepted, standing, whole group, and for outcomes of the period that the plan names. */
export function counts(row: Measurement, outcomePeriod: string | null): boolean {
	const inPeriod = row.phase === 'baseline' || row.period === outcomePeriod;
	return stands(row) && row.accepted && row.subgroup === null && inPeriod;
}
