import type { Column } from './column.ts';
import { labelKey } from './label.ts';
import type { Look } from './look.ts';
import type { Mapping } from './mapping.ts';

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

const worded = (name: string) =>
	name
		.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
		.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()
		.toLowerCase();

const pilotKeys = /^(true|1|yes|y|pilot|treatment|treated|intervention|t|encouraged|experimental|video)/;
const comparisonKeys = /^(false|0|no|n|comparison|control|c|business|bau|untreated|nottreated)/;
const eventKeys = /^(true|1|yes|y|pass|passed|completed|met|proficient|done)$/;
const beforeKeys = /^(pre|before|baseline|fall|0|beginning|boy)/;

/** The keys of a column's labels that a pattern takes. */
const keysLike = (column: Column | undefined, pattern: RegExp) =>
	(column?.labels ?? []).map(({ key }) => key).filter((key) => pattern.test(key));

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

	const arm = take(
		'arm',
		(column) =>
			few(6)(column) && keysLike(column, pilotKeys).length > 0 && keysLike(column, comparisonKeys).length > 0
	);
	const named = (names: string[]) => (column: Column) =>
		Object.keys(
			matches(
				column,
				names.map((name) => ({ name, stands: name }))
			)
		).length > 0;
	const grades = strata.flatMap((name) => [name, withoutWord(name)]);
	const phase = take('phase', (column) => few(4)(column) && beforeLabels(column).length > 0);
	const period = take('period', few(12));
	const stratum = take('stratum', named(grades));
	const site = take('site', named(sites.map(({ name }) => name)));
	const subgroup = take('subgroup', named(subgroups));
	const pretest = kind === 'mean' ? take('pretest', numbers) : undefined;
	const measures = (column: Column) =>
		!taken.has(column.name) &&
		(kind === 'proportion' ? few(12)(column) : numbers(column) && column.lowest !== column.highest);
	const outcome =
		free.find((column) => measures(column) && labelKey(column.name) === labelKey(metric)) ??
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

	const events = keysLike(outcome, eventKeys);
	const before = phase ? beforeLabels(phase) : [];
	const outcomeKeys = (outcome?.labels ?? []).map(({ key }) => key);
	return {
		outcome: outcome?.name ?? '',
		kind,
		events: kind === 'proportion' ? events : [],
		others: kind === 'proportion' ? outcomeKeys.filter((key) => !events.includes(key)) : [],
		exposure: null,
		pretest: pretest?.name ?? null,
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
					strata.map((name) => ({ name: withoutWord(name), stands: name }))
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

/** '4' of 'Grade 4'. */
const withoutWord = (name: string) => name.replace(/^\p{L}+\s+/u, '');

/** Which labels say that a row is from before. In a column headed 'Baseline (Y/N)' that is the yes. */
const beforeLabels = (column: Column) =>
	keysLike(column, /\bbaseline\b/.test(worded(column.name)) ? eventKeys : beforeKeys);

/** Labels of the file that are a name of the district's in another spelling. */
function matches(
	column: Column | undefined,
	names: { name: string; stands: string }[]
): { [key: string]: string } {
	const known = new Map(names.map(({ name, stands }) => [labelKey(name), stands]));
	const pairs = (column?.labels ?? []).map(({ key }) => [key, known.get(key)] as const);
	return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined));
}
