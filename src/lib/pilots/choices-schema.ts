import { z } from 'zod';
import { metricAbouts, metricBetters, metricKinds, metricMeasures } from './metric-words.ts';

const objectiveSchema = z.object({ id: z.string(), code: z.string(), title: z.string(), goal: z.string() });
const siteSchema = z.object({ id: z.string(), name: z.string(), kind: z.enum(['school', 'department']) });

const metricSchema = z.object({
	id: z.string(),
	name: z.string(),
	unit: z.string(),
	kind: z.enum(metricKinds),
	better: z.enum(metricBetters),
	about: z.enum(metricAbouts),
	meaning: z.string(),
	measures: z.enum(metricMeasures).default('outcome'),
	/** What a value can be; null where there is no bound. */
	lowest: z.number().nullable().default(null),
	highest: z.number().nullable().default(null),
	version: z.number().default(1)
});

/** What forms offer: what `rpc/choices` answers. */
export const choicesSchema = z.object({
	objectives: z.array(objectiveSchema),
	/** No longer offered: pilots that serve them keep them. */
	retired_objectives: z.array(objectiveSchema).default([]),
	sites: z.array(siteSchema),
	/** No longer offered: pilots that run there keep them. */
	closed_sites: z.array(siteSchema).default([]),
	metrics: z.array(metricSchema),
	/** No longer offered, being retired or replaced by a newer version: pilots that have them keep them. */
	retired_metrics: z.array(metricSchema).default([])
});
export type Choices = z.infer<typeof choicesSchema>;
export type Metric = Choices['metrics'][number];
