/** A metric in words: what its numbers are, and what one version changed from the one before. */
import {
	metricAboutWords,
	metricBetterWords,
	metricDomainWords,
	metricKindWords,
	metricMeasuresWords
} from '#lib/pilots/metric-words.ts';
import { formatNumber } from '#lib/ui/numbers.ts';
import type { MetricLine } from './metric-schema.ts';

/** 'From 1 to 5', '0 or more', '100 or less'; null where a value can be anything. */
export function boundsInWords({ lowest, highest }: Pick<MetricLine, 'lowest' | 'highest'>): string | null {
	if (lowest !== null && highest !== null) return `From ${formatNumber(lowest)} to ${formatNumber(highest)}`;
	if (lowest !== null) return `${formatNumber(lowest)} or more`;
	return highest === null ? null : `${formatNumber(highest)} or less`;
}

/** What a value of it can be, also where the kind says so. */
export function valuesInWords(metric: Pick<MetricLine, 'kind' | 'lowest' | 'highest'>): string {
	if (metric.kind === 'proportion') return 'From 0 to 100%';
	if (metric.kind === 'count') return '0 or more';
	return boundsInWords(metric) ?? 'Anything';
}

/** Where its numbers come from and how often: 'Staff survey, each term'. */
export function sourceInWords({ source, cadence }: Pick<MetricLine, 'source' | 'cadence'>): string | null {
	return [source, cadence].filter(Boolean).join(', ') || null;
}

const told: [label: string, say: (metric: MetricLine) => string][] = [
	['Name', ({ name }) => name],
	['Unit', ({ unit }) => unit],
	['Kind', ({ kind }) => metricKindWords[kind].label],
	['Better', ({ better }) => metricBetterWords[better]],
	['About', ({ about }) => metricAboutWords[about].label],
	['Domain', ({ domain }) => metricDomainWords[domain].label],
	['Measures', ({ measures }) => metricMeasuresWords[measures].label],
	['Values', valuesInWords]
];

/** What this version changed: 'Unit: points, before steps'. Empty for a first one. */
export function changesInWords(version: MetricLine, before: MetricLine | undefined): string[] {
	if (!before) return [];
	return told
		.filter(([, say]) => say(version) !== say(before))
		.map(([label, say]) => `${label}: ${say(version)}, before ${say(before)}`);
}

const said: Record<string, string> = {
	added: 'Added. It is offered to new plans.',
	changed: 'Saved.',
	unchanged: 'Nothing was different, so that nothing was saved.',
	'new version': 'Saved as a new version. Pilots that have the earlier one keep it.',
	retired: 'Retired. It is offered to no new plan; pilots that have it keep it.',
	offered: 'Offered again.'
};

/** What the page of a metric says once something is done. */
export function saidInWords(address: URLSearchParams): string | null {
	return said[address.get('done') ?? ''] ?? null;
}
