import { expect, test } from 'vitest';
import { openedGoals, rowPage } from './opened.ts';

const outcome = (id: string, role: 'primary' | 'secondary') => ({ goal: { id, role } }) as never;
const many = [
	outcome('first', 'primary'),
	...Array.from({ length: 20 }, (_, at) => outcome(`goal ${at}`, 'secondary'))
];

test('a pilot that is not large is shown whole', () => {
	expect(openedGoals(many.slice(0, 3), 40, new URLSearchParams())).toEqual(
		new Set(['first', 'goal 0', 'goal 1'])
	);
});

test('of a large one the primary outcome is shown, and what the address asks for', () => {
	expect(openedGoals(many, 40, new URLSearchParams())).toEqual(new Set(['first']));
	const asked = new URLSearchParams('show=goal+3&show=goal+5&show=nothing');
	expect(openedGoals(many, 40, asked)).toEqual(new Set(['first', 'goal 3', 'goal 5']));
	expect(openedGoals(many.slice(0, 2), 5000, new URLSearchParams())).toEqual(new Set(['first']));
});

test.each([
	['', { from: 0, to: 40, previous: null, next: 40 }],
	['rows=first&from=40', { from: 40, to: 80, previous: 0, next: 80 }],
	['rows=first&from=75', { from: 40, to: 80, previous: 0, next: 80 }],
	['rows=first&from=9000', { from: 80, to: 100, previous: 40, next: null }],
	['rows=other&from=40', { from: 0, to: 40, previous: null, next: 40 }],
	['rows=first&from=-5', { from: 0, to: 40, previous: null, next: 40 }],
	['rows=first&from=x', { from: 0, to: 40, previous: null, next: 40 }]
])('a page of 100 results for “%s”', (query, page) => {
	expect(rowPage('first', 100, new URLSearchParams(query))).toEqual({ total: 100, ...page });
});

test('no results are one empty page', () => {
	expect(rowPage('first', 0, new URLSearchParams())).toEqual({
		from: 0,
		to: 0,
		total: 0,
		previous: null,
		next: null
	});
});
