import { numbersOf } from '../measurement.ts';
import type { Metric } from '../input.ts';
import type { ResultRow } from './waiting.ts';

const labels = [
	'id',
	'metric_id',
	'arm',
	'phase',
	'period',
	'measured_on',
	'site_id',
	'stratum',
	'subgroup',
	'source',
	'note',
	'supersedes',
	'reason'
];

const more: Partial<Record<Metric['kind'], string[]>> = {
	mean: ['clusters', 'cluster_sd', 'correlation'],
	proportion: ['clusters'],
	count: ['n'],
	total: ['n']
};

/**
 * A result as the form holds it, as it is sent: the same that the form's own schema makes of it, so that one which reached the server
 * unheard is known there. What is no number stays as it was typed, and is refused at its field.
 */
export function rowOf(values: Record<string, string>, kind: Metric['kind']): ResultRow {
	const filled = (name: string) => (values[name] ?? '').trim() !== '';
	const numbers = [...numbersOf[kind], ...(more[kind] ?? [])].filter(filled).map((name) => {
		const number = Number(values[name]);
		return [name, Number.isFinite(number) ? number : values[name]!];
	});
	const texts = labels.filter(filled).map((name) => [name, values[name]!.trim()]);
	return Object.fromEntries([...texts, ...numbers]) as ResultRow;
}

/** A result that waited, as the form shows it again. */
export function valuesOfRow(row: ResultRow): Record<string, string> {
	return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));
}
