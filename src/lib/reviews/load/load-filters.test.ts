import { describe, expect, test } from 'vitest';
import { loadFiltersOf, loadQueryOf, type LoadFilters } from './load-filters.ts';

const ANN = '0b8a3f1e-0000-4000-8000-000000000001';

describe('filters of the reviews that wait', () => {
	test.each<[LoadFilters, string]>([
		[{}, ''],
		[{ specialty: 'privacy' }, '?specialty=privacy'],
		[{ specialty: 'accessibility and equity', from: 40 }, '?specialty=accessibility+and+equity&from=40'],
		[{ reviewer: 'nobody' }, '?reviewer=nobody'],
		[{ reviewer: ANN }, `?reviewer=${ANN}`]
	])('%j stand in the address and come back from it', (filters, query) => {
		expect(loadQueryOf(filters)).toBe(query);
		expect(loadFiltersOf(new URLSearchParams(query))).toEqual(filters);
	});

	test.each([
		'specialty=magic',
		'reviewer=Ann',
		"reviewer=' or 1=1",
		'from=-1',
		'from=x',
		'from=1e99',
		'from=0'
	])('%s is made up', (query) => expect(loadFiltersOf(new URLSearchParams(query))).toEqual({}));
});
