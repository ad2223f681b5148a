import { z } from 'zod';
import {
	metricAbouts,
	metricBetters,
	metricDomains,
	metricKinds,
	metricMeasures
} from '#lib/pilots/metric-words.ts';
import type { MetricValues } from './metric-values.ts';

const text = (label: string, most: number) =>
	z
		.string()
		.trim()
		.max(most, `${label} can have ${most} characters. Shorten it: all that you typed is still here.`);

const bound = z
	.string()
	.transform((typed) => typed.replaceAll(/\s/g, '').replaceAll(/,(?=\d{3}(\D|$))/g, ''))
	.refine(
		(typed) => /^([-−]?\d{1,12}(\.\d{1,6})?)?$/.test(typed),
		'Write a number, such as 5 or 0.5, or leave it empty.'
	)
	.transform((typed) => (typed === '' ? null : Number(typed.replace('−', '-'))));

/** A metric of the library. What it may not be in another way, such as a name that is taken, is the database's to say. */
export const metricFormSchema = z
	.object({
		name: text('The name', 120).min(1, 'Give it a name.'),
		meaning: text('The meaning', 1000).min(1, 'Say what it means, so that everyone counts the same.'),
		unit: text('The unit', 40).min(1, 'Say in what it is counted.'),
		kind: z.enum(metricKinds, 'Choose the kind.'),
		better: z.enum(metricBetters, 'Choose which way is better.'),
		about: z.enum(metricAbouts, 'Choose whom or what it is about.'),
		domain: z.enum(metricDomains, 'Choose the domain.'),
		measures: z.enum(metricMeasures, 'Choose what it measures.'),
		lowest: bound,
		highest: bound,
		source: text('The source', 200),
		cadence: text('The cadence', 80),
		owner_id: z.union([z.literal('').transform(() => null), z.uuid('Choose a person of the list.')]),
		note: text('The note', 500)
	})
	// Bounds are hidden for kinds that have none, and what was typed before the kind was chosen is not meant.
	.transform((metric) =>
		metric.kind === 'mean' || metric.kind === 'total' ? metric : { ...metric, lowest: null, highest: null }
	)
	.refine(({ lowest, highest }) => lowest === null || highest === null || lowest < highest, {
		path: ['highest'],
		message: 'The highest value must be above the lowest.'
	});

export type MetricReading =
	{ ok: true; metric: z.infer<typeof metricFormSchema> } | { ok: false; errors: Record<string, string> };

export function readMetric(values: MetricValues): MetricReading {
	const read = metricFormSchema.safeParse(values);
	if (read.success) return { ok: true, metric: read.data };
	const errors: Record<string, string> = {};
	for (const { path, message } of read.error.issues) errors[String(path[0])] ??= message;
	return { ok: false, errors };
}
