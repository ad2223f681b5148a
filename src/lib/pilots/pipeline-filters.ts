import { stages, type Stage } from './stages.ts';

export type Filters = {
	/** An objective's code, such as 3.1. */
	objective?: string;
	/** A site's id. */
	site?: string;
	mine?: 'true';
	/** One stage as a list, in place of the board. */
	stage?: Stage;
};

/** The filters that an address names; whatever it names wrongly is left out. */
export function filtersOf(address: URLSearchParams): Filters {
	const filters: Filters = {};
	const objective = address.get('objective');
	const site = address.get('site');
	const stage = stages.find((one) => one === address.get('stage'));
	if (objective && /^\d{1,2}\.\d{1,2}$/.test(objective)) filters.objective = objective;
	if (site && /^[0-9a-f-]{36}$/.test(site)) filters.site = site;
	if (address.get('mine') === 'true') filters.mine = 'true';
	if (stage) filters.stage = stage;
	return filters;
}

/** How many pilots of a list come before the page that an address asks for; whole pages only. */
export function startOf(address: URLSearchParams, page: number): number {
	const after = Number(address.get('after'));
	return Number.isSafeInteger(after) && after > 0 ? Math.min(after - (after % page), 1_000_000) : 0;
}

/** The address of the pipeline with these filters: `?objective=3.1&stage=vetting`, empty without any. */
export function queryOf(filters: Filters, after = 0): '' | `?${string}` {
	const query = new URLSearchParams();
	for (const name of ['objective', 'site', 'mine', 'stage'] as const) {
		const value = filters[name];
		if (value) query.set(name, value);
	}
	if (after > 0) query.set('after', String(after));
	return query.size > 0 ? `?${query}` : '';
}

/** Whether the pilots shown are chosen from all: a stage alone is a place, not a choice. */
export function isFiltered({ objective, site, mine }: Filters): boolean {
	return Boolean(objective ?? site ?? mine);
}
