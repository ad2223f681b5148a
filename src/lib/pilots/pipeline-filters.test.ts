import { describe, expect, test } from 'vitest';
import { filtersOf, isFiltered, queryOf, startOf } from './pipeline-filters.ts';

const SITE = '6f1c2a34-0000-4000-8000-00000000abcd';

describe('the filters in an address', () => {
	test('are read and written back the same', () => {
		const query = `?objective=3.1&site=${SITE}&mine=true&stage=vetting`;
		const filters = filtersOf(new URLSearchParams(query));
		expect(filters).toEqual({ objective: '3.1', site: SITE, mine: 'true', stage: 'vetting' });
		expect(queryOf(filters)).toBe(query);
	});

	test('that name nothing real are left out', () => {
		const filters = filtersOf(new URLSearchParams('?objective=x&site=1&mine=yes&stage=nowhere&other=1'));
		expect(filters).toEqual({});
		expect(queryOf(filters)).toBe('');
	});

	test('empty choices of the form are no filters', () => {
		expect(filtersOf(new URLSearchParams('?objective=&site='))).toEqual({});
	});

	test('a stage alone does not choose among pilots', () => {
		expect(isFiltered({ stage: 'draft' })).toBe(false);
		expect(isFiltered({ stage: 'draft', mine: 'true' })).toBe(true);
	});
});

describe('the page of a list', () => {
	test.each([
		['', 0],
		['?after=50', 50],
		['?after=73', 50],
		['?after=-50', 0],
		['?after=1e99', 0],
		['?after=abc', 0]
	])('%s starts after %i', (address, start) => {
		expect(startOf(new URLSearchParams(address), 50)).toBe(start);
	});

	test('is written behind the filters', () => {
		expect(queryOf({ stage: 'vetting' }, 50)).toBe('?stage=vetting&after=50');
	});
});
