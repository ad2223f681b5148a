import { csvOf, type CsvCell } from '#lib/ui/csv.ts';
import { columnWords, loggedWith } from './dictionary-words.ts';
import type { Goal } from './input.ts';
import { measurementColumns, type MeasurementColumn } from './measurements-csv.ts';

/** A metric of the pilot's outcome goals, as the district's library defines it. */
export type DefinedMetric = Goal['metric'] & {
	source: string;
	cadence: string;
	version: number;
};

export type Dictionary = {
	goals: readonly (Omit<Goal, 'metric'> & { metric: DefinedMetric })[];
	strata: readonly string[];
	/** The district's own. */
	subgroups: readonly string[];
	/** The outcome period that the plan counts. */
	period: string | null;
};

/** An entry is a column of the measurements or a metric; what one of them hasn't is an empty cell. */
const fields = [
	...([
		'entry',
		'name',
		'meaning',
		'unit',
		'allowed values',
		'kind',
		'direction',
		'source',
		'about'
	] as const),
	...(['domain', 'cadence', 'version', 'id', 'role', 'objective', 'target', 'minimum effect'] as const),
	...(['guardrail limit', 'non-inferiority margin'] as const)
];
type Entry = Partial<Record<(typeof fields)[number], CsvCell>>;

/** What of the allowed values only the pilot knows. */
function allowedHere(
	column: MeasurementColumn,
	{ goals, strata, subgroups, period }: Dictionary
): string | null {
	const some = {
		metric: goals.map(({ metric }) => metric.name),
		metric_id: goals.map(({ metric_id }) => metric_id),
		stratum: strata,
		subgroup: subgroups,
		period: period === null ? [] : [`${columnWords.period.allowed}; the plan’s outcome period is ${period}`]
	}[column as string];
	return some && some.length > 0 ? [...new Set(some)].join('; ') : null;
}

function columnEntry(column: MeasurementColumn, dictionary: Dictionary): Entry {
	const { meaning, unit, allowed, type } = columnWords[column];
	return {
		entry: 'column',
		name: column,
		meaning,
		unit,
		'allowed values': allowedHere(column, dictionary) ?? allowed,
		kind: type
	};
}

function metricEntry({ metric, ...goal }: Dictionary['goals'][number]): Entry {
	return {
		entry: 'metric',
		name: metric.name,
		meaning: metric.meaning,
		unit: metric.unit,
		'allowed values': loggedWith[metric.kind],
		kind: metric.kind,
		direction: `${metric.better} is better`,
		source: metric.source,
		about: metric.about,
		domain: metric.domain,
		cadence: metric.cadence,
		version: metric.version,
		id: metric.id,
		role: goal.role,
		objective: goal.objective,
		target: goal.target,
		'minimum effect': goal.minimum_effect,
		'guardrail limit': goal.guardrail_limit,
		'non-inferiority margin': goal.margin
	};
}

/** What each column of the measurements means, and each metric of the pilot, as a file for a spreadsheet. */
export function dictionaryCsv(dictionary: Dictionary): string {
	const entries = [
		...measurementColumns.map((column) => columnEntry(column, dictionary)),
		...dictionary.goals.map(metricEntry)
	];
	return csvOf(
		fields,
		entries.map((entry) => fields.map((field) => entry[field] ?? null))
	);
}
