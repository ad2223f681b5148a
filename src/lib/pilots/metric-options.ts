import type { Option } from '#lib/ui/fields.ts';
import { withChosen, type Choices, type Metric } from './choices.ts';
import { metricMeasuresWords } from './metric-words.ts';
import type { Pilot } from './pilot.ts';

/** What a pilot's plan may measure: what the library offers, and what the plan has already. */
export function metricsFor(choices: Choices, { goals }: Pick<Pilot, 'goals'>): Metric[] {
	const own = goals.map(({ metric_id }) => metric_id);
	return withChosen(choices.metrics, choices.retired_metrics, own);
}

/** Metrics for a select, under what they measure. Of those with versions it is said which one it is. */
export function metricOptions(metrics: readonly Metric[]): Option[] {
	const twice = (one: Metric) => metrics.some(({ id, name }) => id !== one.id && name === one.name);
	return metrics.map((metric) => ({
		value: metric.id,
		label: `${metric.name} (${metric.unit})${twice(metric) ? `, version ${metric.version}` : ''}`,
		group: metricMeasuresWords[metric.measures].label
	}));
}

/** How a figure of it is written: 'As a share: 0.05 is 5%.', 'In points, from 1 to 5.' */
export function measuredIn({ kind, unit, lowest, highest }: Metric): string {
	if (kind === 'proportion') return 'As a share: 0.05 is 5%.';
	return `In ${unit}${lowest !== null && highest !== null ? `, from ${lowest} to ${highest}` : ''}.`;
}
