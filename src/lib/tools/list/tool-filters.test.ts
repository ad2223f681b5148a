import { expect, test } from 'vitest';
import { narrows, sortBy, toolFiltersOf, toolQueryOf } from './tool-filters.ts';

const of = (query: string) => toolFiltersOf(new URLSearchParams(query));

test('filters are read from an address and written to it', () => {
	const query =
		'?q=chat+gpt&vendor=OpenAI&state=in+review&students=yes&agreement=expiring&used=no&sort=-pilots&after=50';
	expect(of(query)).toEqual({
		q: 'chat gpt',
		vendor: 'OpenAI',
		state: 'in review',
		students: 'yes',
		agreement: 'expiring',
		used: 'no',
		sort: '-pilots',
		after: 50
	});
	expect(new URLSearchParams(toolQueryOf(of(query)))).toEqual(new URLSearchParams(query));
	expect(toolQueryOf({})).toBe('');
});

test('what an address names wrongly is left out', () => {
	expect(of('state=fine&students=maybe&sort=colour&after=-3&agreement=&q=%20%20&other=1')).toEqual({});
	expect(of(`q=${'x'.repeat(500)}`).q).toHaveLength(120);
});

test('the order and the page narrow nothing', () => {
	expect(narrows({ sort: '-name', after: 50 })).toBe(false);
	expect(narrows({ q: 'a' })).toBe(true);
});

test('a heading sorts by its column, and then from the other end', () => {
	expect(sortBy('vendor', {})).toBe('vendor');
	expect(sortBy('vendor', { sort: 'vendor' })).toBe('-vendor');
	expect(sortBy('name', {})).toBe('-name');
	expect(sortBy('pilots', {})).toBe('-pilots');
	expect(sortBy('pilots', { sort: '-pilots' })).toBe('pilots');
});
