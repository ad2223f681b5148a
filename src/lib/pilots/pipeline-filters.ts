import { stages, type Stage } from './stages.ts';
import { isDay, zooms, type Zoom } from './timeline-range.ts';

/** What pilots are chosen by, in the order in which an address names it. */
export const filterNames = [
	'q',
	'stage',
	'status',
	'objective',
	'site',
	'kind',
	'risk',
	'tool',
	'sponsor',
	'evaluator',
	'overdue',
	'held',
	'waiting',
	'mine'
] as const;
export type FilterName = (typeof filterNames)[number];

/**
 * As an address names them, stages with commas between. Whether there is such a site or stage is known to the database alone, which
 * leaves out what makes no sense and says so.
 */
export type Filters = Partial<Record<FilterName, string>>;

export const shapes = ['board', 'list', 'timeline'] as const;
export type Shape = (typeof shapes)[number];
export const groupings = ['objective', 'site', 'sponsor'] as const;
export type Grouping = (typeof groupings)[number];

/** What a list can show and be sorted by, in its order. The title is always there. */
export const columnNames = [
	'number',
	'title',
	'stage',
	'days',
	'status',
	'sites',
	'objectives',
	'kind',
	'risk',
	'sponsor',
	'evaluator',
	'cycle_end',
	'once',
	'yearly'
] as const;
export type ColumnName = (typeof columnNames)[number];
export const usualColumns: readonly ColumnName[] = [
	'number',
	'title',
	'stage',
	'days',
	'status',
	'sites',
	'objectives',
	'risk',
	'cycle_end'
];

/** How the pilots are shown that the filters choose. */
export type Look = {
	as?: Shape;
	by?: Grouping;
	/** A column; after a minus, downwards. */
	sort?: string;
	cols?: ColumnName[];
	/** Where the page of a list begins, as the page before it said. */
	after?: string;
	/** Groups that come before. */
	skip?: number;
	/** How much of the year a timeline shows, and around which day. */
	zoom?: Zoom;
	at?: string;
	/** Stages of which a board shows more cards than usual. */
	more?: Partial<Record<Stage, number>>;
	/** A saved view, or 'none' for all pilots in place of the one to open with. */
	view?: string;
};

/** A part of an address that was left out: 'unknown' names nothing, 'wrong' is no value of it, 'gone' is no longer there. */
export type Ignored = { filter: string; value: string; why: 'unknown' | 'wrong' | 'gone' };

export type Asked = { filters: Filters; look: Look; ignored: Ignored[] };

const isOneOf = <T extends string>(names: readonly T[], name: string): name is T =>
	(names as readonly string[]).includes(name);

function columnsOf(value: string): ColumnName[] | null {
	const named = value.split(',').filter(Boolean);
	if (!named.every((name) => isOneOf(columnNames, name))) return null;
	const wanted = columnNames.filter((name) => name === 'title' || named.includes(name));
	return wanted;
}

function moreOf(value: string): Required<Look>['more'] | null {
	const more: Required<Look>['more'] = {};
	for (const one of value.split(',')) {
		const [stage = '', count] = one.split(':');
		const cards = Number(count);
		if (!isOneOf(stages, stage) || !Number.isInteger(cards) || cards < 1 || cards > 200) return null;
		more[stage] = cards;
	}
	return more;
}

/** How each part of a look is read; null where it makes no sense. */
const readers: { [Name in keyof Required<Look>]: (value: string) => Required<Look>[Name] | null } = {
	as: (value) => (isOneOf(shapes, value) ? value : null),
	by: (value) => (isOneOf(groupings, value) ? value : null),
	sort: (value) => (isOneOf(columnNames, value.replace(/^-/, '')) ? value : null),
	cols: columnsOf,
	after: (value) => (value.length <= 400 && value.startsWith('[') ? value : null),
	skip: (value) => (/^\d{1,4}$/.test(value) ? Number(value) : null),
	zoom: (value) => (isOneOf(zooms, value) ? value : null),
	at: (value) => (isDay(value) ? value : null),
	more: moreOf,
	view: (value) => (value === 'none' || /^[0-9a-f-]{36}$/.test(value) ? value : null)
};

/** What an address asks for. What a form of the page adds for itself (`?/save`, `?done=`) is no filter. */
export function askedOf(address: URLSearchParams): Asked {
	const filters: Filters = {};
	const look: Look = {};
	const ignored: Ignored[] = [];
	for (const name of new Set(address.keys())) {
		// Boxes of a form that are ticked come one by one.
		const value = [...new Set(address.getAll(name))].filter((one) => one.trim() !== '').join(',');
		if (value === '' || name.startsWith('/') || name === 'done') continue;
		if (isOneOf(filterNames, name)) {
			filters[name] = value.slice(0, 300);
		} else if (Object.hasOwn(readers, name)) {
			const read = readers[name as keyof Look](value);
			if (read === null) ignored.push({ filter: name, value: value.slice(0, 200), why: 'wrong' });
			else Object.assign(look, { [name]: read });
		} else {
			ignored.push({ filter: name.slice(0, 60), value: value.slice(0, 200), why: 'unknown' });
		}
	}
	return { filters, look, ignored };
}

/** The filters that an address names. */
export function filtersOf(address: URLSearchParams): Filters {
	return askedOf(address).filters;
}

/** The address of the pipeline with these filters, shown like this: `?objective=3.1&stage=vetting`, empty without any. */
export function queryOf(filters: Filters, look: Look = {}): '' | `?${string}` {
	const query = new URLSearchParams();
	for (const name of filterNames) if (filters[name]) query.set(name, filters[name]);
	const { as, by, sort, cols, after, skip, more, zoom, at, view } = look;
	if (as) query.set('as', as);
	if (by) query.set('by', by);
	if (sort) query.set('sort', sort);
	if (cols && cols.join() !== usualColumns.join()) query.set('cols', cols.join(','));
	if (more && Object.keys(more).length > 0)
		query.set(
			'more',
			Object.entries(more)
				.map((one) => one.join(':'))
				.join(',')
		);
	if (zoom) query.set('zoom', zoom);
	if (at) query.set('at', at);
	if (skip) query.set('skip', String(skip));
	if (after) query.set('after', after);
	if (view) query.set('view', view);
	return query.size > 0 ? `?${query}` : '';
}

/** A stage alone is a place, and is looked at as a list; everything else as a board, unless it is said. */
export function shapeOf({ stage }: Filters, { as }: Look): Shape {
	return as ?? (stage && isOneOf(stages, stage) ? 'list' : 'board');
}

/** What stays when the set changes: the way of looking, and not the place in it. */
export function lookAt({ as, by, sort, cols }: Look): Look {
	return { as, by, sort, cols };
}

/** Whether the pilots shown are chosen from all: a stage alone is a place, not a choice. */
export function isFiltered(filters: Filters): boolean {
	return filterNames.some((name) => name !== 'stage' && filters[name]);
}

/** A saved view with what the address says laid over it: the address wins. */
export function laidOver(saved: string, address: URLSearchParams): URLSearchParams {
	const both = new URLSearchParams(saved);
	for (const name of new Set(address.keys())) {
		both.delete(name);
		for (const value of address.getAll(name)) both.append(name, value);
	}
	return both;
}

/** Filters without those that were left out. */
export function kept(filters: Filters, ignored: readonly Ignored[]): Filters {
	const gone = new Set(ignored.map(({ filter }) => filter));
	return Object.fromEntries(Object.entries(filters).filter(([name]) => !gone.has(name)));
}
