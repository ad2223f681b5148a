import type { Facets, FilterChoices } from './pipeline.ts';
import {
	filterNames,
	type ColumnName,
	type FilterName,
	type Filters,
	type Ignored
} from './pipeline-filters.ts';
import { stages, stageWords, type Stage } from './stages.ts';
import { capital, kinds, kindWords, statuses, tiers, tierWords } from './words.ts';

/** What each filter is called. */
export const filterWords: Record<FilterName, string> = {
	q: 'Words',
	stage: 'Stage',
	status: 'Whose move',
	objective: 'Objective',
	site: 'Site',
	kind: 'Kind',
	risk: 'Risk',
	tool: 'Tool',
	sponsor: 'Sponsor',
	evaluator: 'Evaluator',
	overdue: 'Overdue',
	held: 'On hold',
	waiting: 'Waiting on me',
	mine: 'Only mine'
};

export const columnWords: Record<ColumnName, string> = {
	number: 'Number',
	title: 'Pilot',
	stage: 'Stage',
	days: 'Days there',
	status: 'Whose move',
	sites: 'Sites',
	objectives: 'Objectives',
	kind: 'Kind',
	risk: 'Risk',
	sponsor: 'Sponsor',
	evaluator: 'Evaluator',
	cycle_end: 'Cycle ends',
	once: 'Once',
	yearly: 'A year'
};

type Known = { facets: Pick<Facets, 'sponsors' | 'evaluators' | 'tools'>; choices: FilterChoices };
export type Choice = { value: string; label: string };

/** What a filter can be set to, in the order in which it is offered. */
export function choicesOf(name: FilterName, { facets, choices }: Known): Choice[] {
	switch (name) {
		case 'stage':
			return stages.map((value) => ({ value, label: stageWords[value].label }));
		case 'status':
			return statuses.map((value) => ({ value, label: value === 'closed' ? 'Nobody’s' : capital(value) }));
		case 'objective':
			return [
				...choices.objectives.map(({ code, title, over }) => ({
					value: code,
					label: `${code} ${title}${over ? ' (retired)' : ''}`
				})),
				{ value: 'none', label: 'No objective' }
			];
		case 'site':
			return [
				...choices.sites.map(({ id, name, over }) => ({
					value: id,
					label: over ? `${name} (closed)` : name
				})),
				{ value: 'none', label: 'No site' }
			];
		case 'kind':
			return kinds.map((value) => ({ value, label: kindWords[value].label }));
		case 'risk':
			return [
				...tiers.map((value) => ({ value, label: tierWords[value].label })),
				{ value: 'none', label: 'Not confirmed yet' }
			];
		case 'tool':
			return facets.tools.map((value) => ({ value, label: value }));
		case 'sponsor':
			return [...people(facets.sponsors), { value: 'none', label: 'No sponsor yet' }];
		case 'evaluator':
			return [...people(facets.evaluators), { value: 'none', label: 'No evaluator yet' }];
		default:
			return [];
	}
}

const people = (named: { id: string; name: string }[]) => [
	{ value: 'me', label: 'Me' },
	...named.map(({ id, name }) => ({ value: id, label: name }))
];

/** The filters that are set, each as a person would say it: 'Site: Northgate High'. */
export function saidOf(filters: Filters, known: Known): { name: FilterName; text: string }[] {
	return filterNames.flatMap((name): { name: FilterName; text: string }[] => {
		const value = filters[name];
		if (!value) return [];
		if (value === 'true' && name !== 'q') return [{ name, text: filterWords[name] }];
		if (name === 'q') return [{ name, text: `“${value}”` }];
		const offered = choicesOf(name, known);
		const words = value
			.split(name === 'stage' ? ',' : '\n')
			.map((one) => offered.find((choice) => choice.value === one)?.label ?? one);
		return [{ name, text: `${filterWords[name]}: ${words.join(', ')}` }];
	});
}

const looks: Record<string, string> = {
	as: 'the way to look',
	by: 'the groups',
	sort: 'the order',
	cols: 'the columns',
	after: 'the place in the list',
	skip: 'the place among the groups',
	more: 'the number of cards',
	view: 'the saved view'
};

/** One sentence on each part of an address that was left out. */
export function ignoredInWords({ filter, value, why }: Ignored): string {
	const name = filterNames.find((one) => one === filter);
	const called = name ? filterWords[name].toLowerCase() : (looks[filter] ?? '');
	if (why === 'unknown') return `There is no filter “${filter}”.`;
	if (filter === 'view') return 'The saved view is gone, or was never shared with you.';
	if (why === 'gone') {
		if (filter === 'site') return 'The site that was asked for is not there any more.';
		if (filter === 'objective') return `There is no objective ${value} any more.`;
		return `The ${called} that was asked for is not in this district any more.`;
	}
	if (filter === 'after') return 'The place in the list could not be read, so it begins at its top.';
	return `“${value}” is nothing that ${called} can be.`;
}

/** The stages that a filter names. */
export function stagesIn(filters: Filters): Stage[] {
	const named = (filters.stage ?? '').split(',');
	return stages.filter((stage) => named.includes(stage));
}
