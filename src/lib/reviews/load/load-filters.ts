import { specialties } from '#lib/pilots/words.ts';

/** What narrows the reviews that wait, as the address says it. */
export type LoadFilters = {
	specialty?: (typeof specialties)[number];
	/** a person's id, or nobody's */
	reviewer?: string;
	/** how many come before this page */
	from?: number;
};

/** Filters of an address; what it makes up is left out. */
export function loadFiltersOf(params: URLSearchParams): LoadFilters {
	const specialty = specialties.find((one) => one === params.get('specialty'));
	const given = params.get('reviewer') ?? '';
	const reviewer =
		given === 'nobody' || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given) ? given : undefined;
	const from = Number(params.get('from'));
	return {
		...(specialty && { specialty }),
		...(reviewer && { reviewer }),
		...(Number.isSafeInteger(from) && from > 0 && from < 1_000_000 && { from })
	};
}

/** The same as the end of an address, empty without filters. */
export function loadQueryOf({ specialty, reviewer, from }: LoadFilters): '' | `?${string}` {
	const query = new URLSearchParams({
		...(specialty && { specialty }),
		...(reviewer && { reviewer }),
		...(from && { from: String(from) })
	}).toString();
	return query === '' ? '' : `?${query}`;
}
