import { z } from 'zod';
import { arms, phases } from './terms.ts';

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

/** The same as `rpc/measurements_of` gives it, with the names of its site and of whoever logged it. */
export const loggedSchema = measurementSchema.extend({
	site: z.string().nullable(),
	by: z.string().nullable()
});
