import { expect, test } from 'vitest';
import { byMeasures, metricFiltersOf, metricQueryOf, sifted, withEarlier } from './metric-filters.ts';
import { line } from './metric-fixtures.ts';

const query = (filters: Parameters<typeof metricQueryOf>[0]) =>
	metricFiltersOf(new URLSearchParams(metricQueryOf(filters)));

test('filters go through an address and come back', () => {
	for (const filters of [
		{},
		{ search: 'hours saved' },
		{ kind: 'mean', about: 'staff survey', measures: 'minutes saved', retired: true }
	] as const) {
		expect(query(filters)).toEqual(filters);
	}
	expect(metricQueryOf({ retired: undefined })).toBe('');
});

test('what an address names wrongly is left out', () => {
	const address = new URLSearchParams('kind=median&about=&measures=luck&retired=yes&search=%20');
	expect(metricFiltersOf(address)).toEqual({});
});

const first = line({ id: 'a', superseded_at: '2026-01-01', unit: 'points' });
const second = line({ id: 'b', version: 2, replaces: 'a', superseded_at: '2026-02-01' });
const third = line({ id: 'c', version: 3, replaces: 'b' });
const cost = line({
	id: 'd',
	name: 'Cost',
	measures: 'cost',
	kind: 'total',
	about: 'things',
	objectives: ['3.3']
});
const gone = line({ id: 'e', name: 'Gone', retired_at: '2026-03-01' });
const all = withEarlier([first, gone, third, cost, second]);

test('versions of a metric stand under the one that is not replaced, the latest first', () => {
	expect(all.map(({ id, earlier }) => [id, earlier.map((one) => one.id)])).toEqual([
		['e', []],
		['c', ['b', 'a']],
		['d', []]
	]);
	// A version that is missing ends the line, and nothing turns in a circle.
	expect(withEarlier([third])[0]!.earlier).toEqual([]);
});

test.each([
	[{}, ['c', 'd']],
	[{ retired: true as const }, ['e']],
	[{ kind: 'total' as const }, ['d']],
	[{ about: 'things' as const }, ['d']],
	[{ measures: 'cost' as const, kind: 'mean' as const }, []],
	[{ search: 'CONFIDENCE rat' }, ['c']],
	[{ search: '3.3' }, ['d']],
	[{ search: 'ana office' }, ['c', 'd']]
])('%o leaves %o', (filters, ids) => {
	expect(sifted(all, filters).map(({ id }) => id)).toEqual(ids);
});

test('stand under what they measure, outcomes first', () => {
	expect(byMeasures(sifted(all, {})).map(({ measures, metrics }) => [measures, metrics.length])).toEqual([
		['outcome', 1],
		['cost', 1]
	]);
});
