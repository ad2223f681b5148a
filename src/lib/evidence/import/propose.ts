import type { Column } from './column.ts';
import { labelKey } from './label.ts';
import type { Look } from './look.ts';
import type { Mapping } from './mapping.ts';
import {
	armSides,
	eventSides,
	matches,
	phaseSides,
	siteIds,
	stratumNames,
	subgroupNames,
	withoutWord,
	worded
} from './meanings.ts';

/** What a proposal knows of the metric and the district. */
export type Known = {
	kind: Mapping['kind'];
	/** The metric's name: a column that is called so is the outcome. */
	metric: string;
	sites: { id: string; name: string }[];
	subgroups: string[];
	strata: string[];
};

const headers = {
	arm: /\b(arm|group|condition|treat(ment|ed)?|pilot|assign(ed|ment)?|encour(aged)?|intervention|video|cohort)\b/,
	phase: /\b(phase|wave|time ?point|pre ?post|baseline)\b/,
	period: /\b(period|term|term name|window|season|semester|quarter)\b/,
	site: /\b(school|site|campus|building)\b/,
	cluster: /\b(class(es)?|classroom|homeroom|class id|teacher)\b/,
	stratum: /\b(grade|stratum|year group)\b/,
	subgroup:
		/\b(english( language)? learner|ell|el|sped|special education|subgroup|disadvantaged|race|ethnicity|gender|sex)\b/,
	pretest: /\b(pre ?test|pre|before|(baseline|fall) score|g1)\b/
} satisfies { [use: string]: RegExp };

/** How outcomes are headed, the surest first. */
const outcomes = [
	/\b(post ?test|outcome|completion|completed|watched|passed|g3)\b/,
	/\b(overall scale score|rit score|total|running average|final)\b/,
	/\b(post|score|average|result|points|minutes)\b/
];
/** Of numbers beside the outcome: what a student did before, how sure the test is, how others did. */
const besides = /\b(prior|pre|pre ?test|error|err|percentile|duration|range|id|sd)\b/;

/** Proposes what each column is, from names and values. Nothing is proposed for columns that tell who somebody is. */
export function propose(
	{ columns }: Pick<Look, 'columns'>,
	{ kind, metric, sites, subgroups, strata }: Known
): Mapping {
	const free = columns.filter(({ identity, filled }) => identity === null && filled > 0);
	const taken = new Set<string>();
	function take(use: keyof typeof headers, fits: (column: Column) => boolean): Column | undefined {
		const found = free.find(
			(column) => !taken.has(column.name) && headers[use].test(worded(column.name)) && fits(column)
		);
		if (found) taken.add(found.name);
		return found;
	}
	const few = (most: number) => (column: Column) =>
		column.labels !== null && column.labels.length > 1 && column.labels.length <= most;
	const numbers = (column: Column) => column.numbers >= column.filled * 0.8;

	const arm = take('arm', (column) => {
		const sides = armSides(column);
		return few(6)(column) && sides.pilot.length > 0 && sides.comparison.length > 0;
	});
	const named = (names: string[]) => (column: Column) =>
		Object.keys(
			matches(
				column,
				names.map((name) => ({ name, stands: name }))
			)
		).length > 0;
	const grades = strata.flatMap((name) => [name, withoutWord(name)]);
	const phase = take('phase', (column) => few(4)(column) && phaseSides(column).baseline.length > 0);
	const period = take('period', few(12));
	const stratum = take('stratum', named(grades));
	const site = take('site', named(sites.map(({ name }) => name)));
	const subgroup = take('subgroup', named(subgroups));
	const pretest = kind === 'mean' ? take('pretest', numbers) : undefined;
	const happened = (column: Column) => few(12)(column) && eventSides(column).events.length > 0;
	const measures = (column: Column) =>
		!taken.has(column.name) &&
		(kind === 'proportion' ? happened(column) : numbers(column) && column.lowest !== column.highest);
	const called = (column: Column) =>
		labelKey(column.name) === labelKey(metric) &&
		(kind === 'proportion' ? few(12)(column) : measures(column));
	const outcome =
		free.find(called) ??
		outcomes
			.map((pattern) =>
				free.find((column) => {
					const name = worded(column.name);
					return measures(column) && pattern.test(name) && !besides.test(name);
				})
			)
			.find(Boolean);
	if (outcome) taken.add(outcome.name);
	const cluster = take('cluster', few(200));

	return {
		outcome: outcome?.name ?? '',
		kind,
		...(kind === 'proportion' ? eventSides(outcome) : { events: [], others: [] }),
		exposure: null,
		pretest: pretest?.name ?? null,
		arm: { column: arm?.name ?? null, ...armSides(arm) },
		phase: { column: phase?.name ?? null, ...phaseSides(phase) },
		period: { column: period?.name ?? null, name: '', pretest: '' },
		site: { column: site?.name ?? null, ids: siteIds(site, sites) },
		stratum: { column: stratum?.name ?? null, names: stratumNames(stratum, strata) },
		cluster: cluster?.name ?? null,
		subgroup: { column: subgroup?.name ?? null, names: subgroupNames(subgroup, subgroups) },
		missing: [],
		styles: {}
	};
}
