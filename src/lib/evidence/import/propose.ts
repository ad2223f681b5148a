import type { Column } from './column.ts';
import { labelKey } from './label.ts';
import type { Look } from './look.ts';
import type { Mapping } from './mapping.ts';

/** What a proposal knows of the metric and the district. */
export type Known = {
	kind: Mapping['kind'];
	sites: { id: string; name: string }[];
	subgroups: string[];
	strata: string[];
};

const headers = {
	arm: /\b(arm|group|condition|treat(ment|ed)?|pilot|assign(ed|ment)?|encour(aged)?|intervention|video|cohort)\b/,
	phase: /\b(phase|wave|timepoint|time point|pre post|prepost|baseline)\b/,
	period: /\b(period|term|term ?name|window|season|semester|quarter|norming window)\b/,
	site: /\b(school|site|campus|building|school name)\b/,
	cluster: /\b(class(es)?|section|classroom|pair id|homeroom|course)\b/,
	stratum: /\b(grade|student grade|grade level|stratum|year group)\b/,
	subgroup:
		/\b(english learner|english language learner|ell|el|sped|special education|subgroup|economically disadvantaged|race|ethnicity|gender|sex)\b/,
	pretest: /\b(pre ?test|pretest|pre|before|baseline score|fall score|g1|prior)\b/,
	outcome:
		/\b(post ?test|post|outcome|completion|completed|overall scale score|test ?rit ?score|score|total|average|watched|result|passed|g3|minutes|points)\b/
} satisfies { [use: string]: RegExp };

const worded = (name: string) =>
	name
		.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()
		.toLowerCase();

const pilotKeys = /^(true|1|yes|y|pilot|treatment|treated|intervention|t|encouraged|experimental|video)/;
const comparisonKeys = /^(false|0|no|n|comparison|control|c|business|bau|untreated|nottreated)/;
const eventKeys = /^(true|1|yes|y|pass|passed|completed|met|proficient|done)$/;
const beforeKeys = /^(pre|before|baseline|fall|0|beginning|boy)/;

/** Keys that `first` takes, and the rest; a pair that the pattern doesn't tell apart is left to the person. */
const keysLike = (column: Column | undefined, pattern: RegExp) =>
	(column?.labels ?? []).map(({ key }) => key).filter((key) => pattern.test(key));

/** Proposes what each column is, from names and values. Nothing is proposed for columns that tell who somebody is. */
export function propose(
	{ columns }: Pick<Look, 'columns'>,
	{ kind, sites, subgroups, strata }: Known
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

	const arm = take(
		'arm',
		(column) =>
			few(6)(column) && keysLike(column, pilotKeys).length > 0 && keysLike(column, comparisonKeys).length > 0
	);
	const phase = take('phase', few(4));
	const period = take('period', few(12));
	const stratum = strata.length > 0 ? take('stratum', few(15)) : undefined;
	const pretest = take('pretest', numbers);
	const outcome =
		take(
			'outcome',
			kind === 'proportion' ? few(12) : (column) => numbers(column) && column.lowest !== column.highest
		) ??
		free.find(
			(column) => !taken.has(column.name) && (kind === 'proportion' ? few(2)(column) : numbers(column))
		);
	if (outcome) taken.add(outcome.name);
	const site = sites.length > 0 ? take('site', few(100)) : undefined;
	const cluster = take('cluster', few(200));
	const subgroup = take('subgroup', few(20));

	const events = keysLike(outcome, eventKeys);
	const before = keysLike(phase, beforeKeys);
	const outcomeKeys = (outcome?.labels ?? []).map(({ key }) => key);
	return {
		outcome: outcome?.name ?? '',
		kind,
		events: kind === 'proportion' ? events : [],
		others: kind === 'proportion' ? outcomeKeys.filter((key) => !events.includes(key)) : [],
		exposure: null,
		pretest: kind === 'mean' ? (pretest?.name ?? null) : null,
		arm: {
			column: arm?.name ?? null,
			pilot: keysLike(arm, pilotKeys),
			comparison: keysLike(arm, comparisonKeys).filter((key) => !pilotKeys.test(key))
		},
		phase: {
			column: phase?.name ?? null,
			baseline: before,
			outcome: (phase?.labels ?? []).map(({ key }) => key).filter((key) => !before.includes(key))
		},
		period: { column: period?.name ?? null, name: '', pretest: '' },
		site: {
			column: site?.name ?? null,
			ids: matches(
				site,
				sites.map(({ id, name }) => ({ name, stands: id }))
			)
		},
		stratum: {
			column: stratum?.name ?? null,
			// 'Grade 4' of the plan is 4 in most files.
			names: {
				...matches(
					stratum,
					strata.map((name) => ({ name: name.replace(/^\p{L}+\s+/u, ''), stands: name }))
				),
				...matches(
					stratum,
					strata.map((name) => ({ name, stands: name }))
				)
			}
		},
		cluster: cluster?.name ?? null,
		subgroup: {
			column: subgroup?.name ?? null,
			names: matches(
				subgroup,
				subgroups.map((name) => ({ name, stands: name }))
			)
		},
		missing: [],
		styles: {}
	};
}

/** Labels of the file that are a name of the district's in another spelling. */
function matches(
	column: Column | undefined,
	names: { name: string; stands: string }[]
): { [key: string]: string } {
	const known = new Map(names.map(({ name, stands }) => [labelKey(name), stands]));
	const pairs = (column?.labels ?? []).map(({ key }) => [key, known.get(key)] as const);
	return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}
