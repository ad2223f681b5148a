import { z } from 'zod';
import {
	metricAbouts,
	metricBetters,
	metricDomains,
	metricKinds,
	metricMeasures
} from '#lib/pilots/metric-words.ts';
import { goalRoles } from '#lib/pilots/plan-words.ts';
import { stages } from '#lib/pilots/stages.ts';

/** One version of a metric, with how many pilots have it in their plan, as far as the caller sees them. */
const lineSchema = z.object({
	id: z.string(),
	name: z.string(),
	meaning: z.string(),
	unit: z.string(),
	kind: z.enum(metricKinds),
	better: z.enum(metricBetters),
	about: z.enum(metricAbouts),
	domain: z.enum(metricDomains),
	measures: z.enum(metricMeasures),
	/** What a value can be, in its unit; null where there is no bound. */
	lowest: z.number().nullable(),
	highest: z.number().nullable(),
	source: z.string(),
	cadence: z.string(),
	version: z.number(),
	replaces: z.string().nullable(),
	superseded_at: z.string().nullable(),
	retired_at: z.string().nullable(),
	retired_because: z.string(),
	changed_at: z.string(),
	changed_by: z.string().nullable(),
	change_note: z.string(),
	owner: z.object({ id: z.string(), name: z.string(), active: z.boolean() }).nullable(),
	pilots: z.number(),
	/** Codes of the objectives that it serves there. */
	objectives: z.array(z.string())
});
export type MetricLine = z.infer<typeof lineSchema>;

/** What `rpc/metric_library` answers: every version of every metric. */
export const metricLibrarySchema = z.array(lineSchema);

const usedBySchema = z.object({
	id: z.string(),
	number: z.number(),
	title: z.string(),
	stage: z.enum(stages),
	role: z.enum(goalRoles),
	objective: z.string()
});
export type UsedBy = z.infer<typeof usedBySchema>;

/** What `rpc/metric_versions` answers: those of one metric, the newest first. */
export const metricVersionsSchema = z.array(lineSchema.extend({ used_by: z.array(usedBySchema) })).min(1);
export type MetricVersion = z.infer<typeof metricVersionsSchema>[number];
