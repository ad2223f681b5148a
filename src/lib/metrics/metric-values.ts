import type { MetricLine } from './metric-schema.ts';

/* A metric's form as it is typed. No schema here, so that the page brings no parser along. */

export const metricFields = [
	'name',
	'meaning',
	'unit',
	'kind',
	'better',
	'about',
	'domain',
	'measures',
	'lowest',
	'highest',
	'source',
	'cadence',
	'owner_id',
	'note'
] as const;
export type MetricField = (typeof metricFields)[number];
export type MetricValues = Record<MetricField, string>;

/** A metric as its form shows it; without one, an empty form. */
export function metricValuesOf(metric: MetricLine | null): MetricValues {
	const empty = Object.fromEntries(metricFields.map((field) => [field, ''])) as MetricValues;
	if (!metric) return { ...empty, domain: 'other', measures: 'outcome' };
	const { name, meaning, unit, kind, better, about, domain, measures, source, cadence, owner } = metric;
	const bounds = { lowest: String(metric.lowest ?? ''), highest: String(metric.highest ?? '') };
	const words = { name, meaning, unit, kind, better, about, domain, measures, source, cadence };
	return { ...empty, ...words, ...bounds, owner_id: owner?.id ?? '' };
}

export function metricTyped(form: FormData): MetricValues {
	const said = (name: string) => String(form.get(name) ?? '').replaceAll('\r\n', '\n');
	return Object.fromEntries(metricFields.map((field) => [field, said(field)])) as MetricValues;
}
