/** What the decision log is narrowed by, as its address says it. Pure, and without a schema: the form's side needs it too. */
import { outcomes } from '#lib/pilots/words.ts';

export const sorts = ['newest', 'oldest', 'title', 'outcome'] as const;
export const sortWords: Record<(typeof sorts)[number], string> = {
	newest: 'Newest first',
	oldest: 'Oldest first',
	title: 'By pilot',
	outcome: 'By outcome'
};

export type LogFilters = {
	q?: string;
	outcome?: string;
	year?: string;
	from?: string;
	to?: string;
	objective?: string;
	site?: string;
	sponsor?: string;
	overrides?: string;
	conditions?: string;
	sort?: string;
	page?: string;
};

const isDay = (text: string) =>
	/^\d{4}-\d\d-\d\d$/.test(text) &&
	!Number.isNaN(Date.parse(text)) &&
	new Date(text).toISOString().startsWith(text);
const oneOf = (known: readonly string[]) => (text: string) => known.includes(text);
const short = (text: string) => text.length <= 60;

const known: Record<keyof LogFilters, (text: string) => boolean> = {
	q: (text) => text.length <= 200,
	outcome: oneOf(outcomes),
	year: (text) => /^\d{4}$/.test(text),
	from: isDay,
	to: isDay,
	objective: short,
	site: short,
	sponsor: short,
	overrides: oneOf(['yes']),
	conditions: oneOf(['open']),
	sort: oneOf(sorts),
	page: (text) => /^[1-9]\d{0,4}$/.test(text)
};

/** The filters of an address; what is none of them is left out. */
export function logFiltersIn(params: URLSearchParams): LogFilters {
	const filters: LogFilters = {};
	for (const [name, fits] of Object.entries(known) as [keyof LogFilters, (text: string) => boolean][]) {
		const given = params.get(name)?.trim() ?? '';
		if (given !== '' && fits(given)) filters[name] = given;
	}
	return filters;
}

/** The address of the log with these filters, or of its file. */
export function logHref(filters: LogFilters, path = '/cabinet/decisions'): string {
	const query = new URLSearchParams(
		Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1]))
	).toString();
	return query ? `${path}?${query}` : path;
}

/** Whether fewer than all are asked for: sorting and paging narrow nothing. */
export const isNarrowed = (filters: LogFilters): boolean =>
	Object.keys(filters).some((name) => name !== 'sort' && name !== 'page');
