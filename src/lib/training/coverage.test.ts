import { expect, test } from 'vitest';
import { coverageCsv, coverageFilters, filterValue, peopleFilters, peopleQuery, share } from './coverage.ts';

const MODULE = '0b8a3f1e-0000-4000-8000-000000000001';
const read = (query: string) => coverageFilters(new URLSearchParams(query));

test.each([
	['', { module: null, tier: null }],
	['of=tier-2', { module: null, tier: 2 }],
	['of=tier-4', { module: null, tier: null }],
	[`of=${MODULE}`, { module: MODULE, tier: null }],
	['of=nonsense', { module: null, tier: null }]
])('the address "%s" is read, and written again', (query, filters) => {
	expect(read(query)).toEqual(filters);
	expect(read(`of=${filterValue(filters)}`)).toEqual(filters);
});

test('names are asked for by what is known, and nothing else', () => {
	const query = peopleQuery({ module: null, tier: 2 }, { site: 'none', standing: 'missing' });
	expect(peopleFilters(new URLSearchParams(query))).toEqual({
		module: null,
		tier: 2,
		site: 'none',
		who: null,
		standing: 'missing'
	});
	expect(peopleFilters(new URLSearchParams('site=x&who=toString&standing=all'))).toMatchObject({
		site: null,
		who: null,
		standing: null
	});
});

test('only all of them are all', () => {
	const of = (needed: number, current: number) => share({ needed, current, expiring: 0, missing: 0 });
	expect([of(1000, 999), of(3, 1), of(0, 0), of(5, 5)]).toEqual([99, 33, 100, 100]);
});

test('the file has a row for all, each site and each part', () => {
	const figures = { needed: 4, current: 3, expiring: 1, missing: 1 };
	const text = coverageCsv({
		all: figures,
		sites: [
			{ ...figures, id: MODULE, name: '=Sunrise' },
			{ ...figures, id: null, name: null }
		],
		parts: [{ ...figures, who: 'high', tier: 3 }],
		modules: [],
		today: '2026-11-27',
		names: false
	});
	expect(text.split('\r\n')).toEqual([
		'by,name,needed,current,expiring within 60 days,missing,percent current',
		'all,District,4,3,1,1,75',
		`site,"'=Sunrise",4,3,1,1,75`,
		'site,No site,4,3,1,1,75',
		'role,Teams of high-risk pilots,4,3,1,1,75',
		''
	]);
});
