import { states, type State } from './people.ts';
import { filterRoles, type FilterRole } from './roles.ts';

export type PeopleFilters = { search?: string; role?: FilterRole; state?: State; after?: number };

/** The filters that an address names; whatever it names wrongly is left out. */
export function peopleFiltersOf(address: URLSearchParams): PeopleFilters {
	const filters: PeopleFilters = {};
	const search = (address.get('search') ?? '').trim().slice(0, 120);
	const role = filterRoles.find((one) => one === address.get('role'));
	const state = states.find((one) => one === address.get('state'));
	const after = Number(address.get('after'));
	if (search) filters.search = search;
	if (role) filters.role = role;
	if (state) filters.state = state;
	if (Number.isSafeInteger(after) && after > 0 && after < 100_000) filters.after = after;
	return filters;
}

/** The address of the list with these filters: `?role=cabinet&state=active`, empty without any. */
export function peopleQueryOf({ search, role, state, after }: PeopleFilters): '' | `?${string}` {
	const query = new URLSearchParams();
	if (search) query.set('search', search);
	if (role) query.set('role', role);
	if (state) query.set('state', state);
	if (after) query.set('after', String(after));
	return query.size > 0 ? `?${query}` : '';
}
