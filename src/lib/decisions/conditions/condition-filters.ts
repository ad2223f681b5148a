/** What the ledger of conditions can be filtered by. */
export const conditionFilters = ['overdue', 'open', 'reported', 'met', 'lifted'] as const;
export type ConditionFilters = { state?: (typeof conditionFilters)[number]; owner?: string };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The filters that an address names; what it does not understand counts for nothing. */
export function conditionFiltersOf(params: URLSearchParams): ConditionFilters {
	const state = conditionFilters.find((one) => one === params.get('state'));
	const owner = params.get('owner') ?? '';
	return { ...(state && { state }), ...(UUID.test(owner) && { owner }) };
}

export function pageIn(params: URLSearchParams): number {
	const page = Number(params.get('page'));
	return Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1;
}

/** The address of the ledger with these filters, or of its file. */
export function conditionsHref(filters: ConditionFilters, page = 1, path = '/conditions'): string {
	const given = Object.entries({ ...filters, ...(page > 1 && { page: String(page) }) });
	const query = new URLSearchParams(given as [string, string][]).toString();
	return query ? `${path}?${query}` : path;
}
