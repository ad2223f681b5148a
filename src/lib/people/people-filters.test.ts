import { describe, expect, test } from 'vitest';
import { peopleFiltersOf, peopleQueryOf } from './people-filters.ts';

const read = (query: string) => peopleFiltersOf(new URLSearchParams(query));

describe('what an address filters people by', () => {
	test('is search, role, state and page', () => {
		const filters = { search: 'ortiz', role: 'cabinet', state: 'active', after: 50 } as const;
		expect(read('search=ortiz&role=cabinet&state=active&after=50')).toEqual(filters);
		expect(read(peopleQueryOf(filters))).toEqual(filters);
	});

	test('leaves out what it names wrongly', () => {
		expect(read('search=+&role=king&state=asleep&after=-3&more=1')).toEqual({});
		expect(read('after=1.5')).toEqual({});
		expect(peopleQueryOf({})).toBe('');
	});
});
