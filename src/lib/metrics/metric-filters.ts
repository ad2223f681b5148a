import { metricAbouts, metricKinds, metricMeasures } from '#lib/pilots/metric-words.ts';
import type { MetricLine } from './metric-schema.ts';

const choices = { kind: metricKinds, about: metricAbouts, measures: metricMeasures } as const;

export type MetricFilters = {
	search?: string;
	kind?: MetricLine['kind'];
	about?: MetricLine['about'];
	measures?: MetricLine['measures'];
	/** Those that are offered no more, in place of those that are. */
	retired?: true;
};

/** The filters that an address names; whatever it names wrongly is left out. */
export function metricFiltersOf(address: URLSearchParams): MetricFilters {
	const search = (address.get('search') ?? '').trim().slice(0, 120);
	const known = Object.entries(choices).flatMap(([field, values]) => {
		const found = (values as readonly string[]).find((one) => one === address.get(field));
		return found ? [[field, found]] : [];
	});
	return {
		...(search ? { search } : {}),
		...(Object.fromEntries(known) as MetricFilters),
		...(address.get('retired') === 'true' ? { retired: true as const } : {})
	};
}

/** The address of the list with these filters: `?kind=mean`, empty without any. */
export function metricQueryOf(filters: MetricFilters): '' | `?${string}` {
	const query = new URLSearchParams();
	for (const [field, value] of Object.entries(filters)) if (value) query.set(field, String(value));
	return query.size > 0 ? `?${query}` : '';
}

/** The version of a metric that stands, with the earlier ones, the latest first. */
export type Metric = MetricLine & { earlier: MetricLine[] };

/** Versions of one metric together, under the one that no later one replaces. */
export function withEarlier(lines: readonly MetricLine[]): Metric[] {
	const byId = new Map(lines.map((line) => [line.id, line]));
	return lines
		.filter(({ superseded_at }) => superseded_at === null)
		.map((line) => {
			const earlier: MetricLine[] = [];
			for (let one = line.replaces; one; one = byId.get(one)?.replaces ?? null) {
				const version = byId.get(one);
				if (!version) break;
				earlier.push(version);
			}
			return { ...line, earlier };
		});
}

/** Those that answer: each word that was typed is somewhere in what is said of it. */
export function sifted(metrics: readonly Metric[], filters: MetricFilters): Metric[] {
	const words = (filters.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	return metrics.filter((metric) => {
		const { name, meaning, unit, source, owner, objectives } = metric;
		const said = [name, meaning, unit, source, owner?.name ?? '', ...objectives].join(' ').toLowerCase();
		return (
			(metric.retired_at !== null) === Boolean(filters.retired) &&
			(Object.keys(choices) as (keyof typeof choices)[]).every(
				(field) => !filters[field] || metric[field] === filters[field]
			) &&
			words.every((word) => said.includes(word))
		);
	});
}

/** Under what they measure, outcomes first; what nothing measures is left out. */
export function byMeasures(metrics: readonly Metric[]) {
	return metricMeasures
		.map((measures) => ({ measures, metrics: metrics.filter((metric) => metric.measures === measures) }))
		.filter((group) => group.metrics.length > 0);
}
