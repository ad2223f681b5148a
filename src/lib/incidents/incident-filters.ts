import { incidentKinds, incidentStates, severities } from '#lib/pilots/incident-words.ts';

export type IncidentFilters = {
	state?: 'open' | (typeof incidentStates)[number];
	severity?: (typeof severities)[number];
	kind?: (typeof incidentKinds)[number];
	tool?: string;
	pilot?: string;
	from?: string;
	to?: string;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const isDay = (text: string) =>
	/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
const isId = (text: string) => UUID.test(text);
const among = (values: readonly string[]) => (text: string) => values.includes(text);

const known: Record<keyof IncidentFilters, (text: string) => boolean> = {
	state: among(['open', ...incidentStates]),
	severity: among(severities),
	kind: among(incidentKinds),
	tool: isId,
	pilot: isId,
	from: isDay,
	to: isDay
};

/** The filters that an address names; whatever it names wrongly is left out. */
export function incidentFiltersOf(address: URLSearchParams): IncidentFilters {
	return Object.fromEntries(
		Object.entries(known).flatMap(([field, fits]) => {
			const text = address.get(field) ?? '';
			return text !== '' && fits(text) ? [[field, text]] : [];
		})
	) as IncidentFilters;
}

/** Which page of the list an address asks for, from 1. */
export function pageOf(address: URLSearchParams): number {
	const page = Number(address.get('page') ?? '1');
	return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}

/** The address of the list with these filters. */
export function incidentQueryOf(filters: IncidentFilters, page = 1): '' | `?${string}` {
	const query = new URLSearchParams();
	for (const [field, value] of Object.entries(filters)) if (value) query.set(field, value);
	if (page > 1) query.set('page', String(page));
	return query.size > 0 ? `?${query}` : '';
}
