export const toolStates = ['proposed', 'in review', 'approved', 'restricted', 'blocked', 'retired'] as const;
export type ToolState = (typeof toolStates)[number];

/** How the agreements of a tool stand; one that expires within 60 days is current, too. */
export const agreementStates = ['current', 'expiring', 'expired', 'none'] as const;
export type AgreementState = (typeof agreementStates)[number];

const yesNo = ['yes', 'no', 'unknown'] as const;
const sortKeys = ['name', 'vendor', 'state', 'expires', 'pilots'] as const;
export type ToolSortKey = (typeof sortKeys)[number];
export type ToolSort = ToolSortKey | `-${ToolSortKey}`;

export type ToolFilters = {
	q?: string;
	vendor?: string;
	state?: ToolState;
	/** whether it is about students */
	students?: (typeof yesNo)[number];
	generative?: (typeof yesNo)[number];
	agreement?: AgreementState;
	used?: 'yes' | 'no';
	sort?: ToolSort;
	after?: number;
};

/** What can be chosen from a closed set, in the order in which it is asked. */
const closed = {
	state: toolStates,
	students: yesNo,
	generative: yesNo,
	agreement: agreementStates,
	used: ['yes', 'no'],
	sort: sortKeys.flatMap((key) => [key, `-${key}`] as const)
} as const;

/** The filters that an address names, as `rpc/tools` takes them; whatever it names wrongly is left out. */
export function toolFiltersOf(address: URLSearchParams): ToolFilters {
	const filters: Record<string, string | number> = {};
	for (const name of ['q', 'vendor']) {
		const text = (address.get(name) ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 120);
		if (text) filters[name] = text;
	}
	for (const [name, values] of Object.entries(closed)) {
		const value = address.get(name);
		if (value && (values as readonly string[]).includes(value)) filters[name] = value;
	}
	const after = Number(address.get('after'));
	if (Number.isSafeInteger(after) && after > 0 && after < 100_000) filters.after = after;
	return filters;
}

/** The address of the list with these filters: `?state=approved&used=no`, empty without any. */
export function toolQueryOf(filters: ToolFilters): '' | `?${string}` {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(filters)) if (value) query.set(name, String(value));
	return query.size > 0 ? `?${query}` : '';
}

/** Whether anything but the order and the page is asked for. */
export function narrows({ sort: _, after: __, ...filters }: ToolFilters): boolean {
	return Object.values(filters).some(Boolean);
}

/** The order that a click on a column's heading gives: the other end first where it is sorted by that already. */
export function sortBy(key: ToolSortKey, { sort = 'name' }: ToolFilters): ToolSort {
	// Most pilots first: nobody looks for the tools that none uses by sorting.
	const first: ToolSort = key === 'pilots' ? '-pilots' : key;
	if (sort !== first) return first;
	return first.startsWith('-') ? key : `-${key}`;
}
