import { describe, expect, test } from 'vitest';
import type { Found } from './found-schema.ts';
import { sections } from './found.ts';
import { matching, placesFor, rank } from './places.ts';

describe('how well a text answers', () => {
	test.each([
		['', 'Pipeline', 0],
		['pip', 'Pipeline', 0],
		['PEOPLE', 'People and roles', 0],
		['roles', 'People and roles', 1],
		['rol peo', 'People and roles', 1],
		['eople', 'People and roles', null],
		['people xyz', 'People and roles', null],
		['(', 'Pipeline', 0],
		['école', 'École primaire', 0]
	])('“%s” against “%s”: %s', (query, label, expected) => expect(rank(query, label)).toBe(expected));

	test('another name of it answers last', () => {
		expect(rank('board', 'Pipeline', 'board stages')).toBe(2);
		expect(rank('bo', 'Pipeline', 'board stages')).toBe(null);
		expect(rank('board pipe', 'Pipeline', 'board stages')).toBe(2);
	});
});

describe('where somebody can go', () => {
	const labels = (...args: Parameters<typeof placesFor>) => placesFor(...args).map(({ label }) => label);

	test('is what their roles let them into', () => {
		expect(labels([])).toContain('Propose a pilot');
		expect(labels([])).not.toContain('Call a meeting');
		expect(labels([]).filter((label) => label.includes('district'))).toEqual([]);
		expect(labels(['clerk'])).toContain('Call a meeting');
		expect(labels(['admin'])).toContain('Activity of the district');
	});

	test('people from outside propose nothing', () => {
		expect(labels([], true)).not.toContain('Propose a pilot');
		expect(labels([], true)).toContain('Inbox');
	});

	test('best first', () => {
		expect(matching('s', placesFor(['admin'])).map(({ label }) => label)[0]).toBe('Strategy');
		expect(matching('stra', placesFor(['admin'])).map(({ label }) => label)).toEqual([
			'Strategy',
			'Edit the strategy'
		]);
		expect(matching('zebra', placesFor(['admin']))).toEqual([]);
	});
});

describe('what is shown', () => {
	const found: Found = {
		pilots: [{ id: 'a', number: 42, title: 'Cabinet minutes by machine', stage: 'vetting' }],
		people: [{ id: 'b', name: 'Cab Driver', title: 'Transport' }]
	};

	test('places come first for words, pilots for a number', () => {
		const order = (query: string) => sections(query, placesFor([]), found).map(({ heading }) => heading);
		expect(order('cab')).toEqual(['Pages', 'Pilots', 'People']);
		expect(order('42')).toEqual(['Pilots', 'People']);
		expect(order('p-0042')).toEqual(['Pilots', 'People']);
	});

	test('a pilot says its number and stage', () => {
		const [pilots] = sections('42', [], found);
		expect(pilots!.choices).toEqual([
			{ href: '/pilots/a', label: 'Cabinet minutes by machine', detail: 'P-0042 · Vetting', icon: 'flag' }
		]);
	});

	test('before anything is typed there are actions and pages', () => {
		const shown = sections('', placesFor([]), { pilots: [], people: [] });
		expect(shown.map(({ heading }) => heading)).toEqual(['Actions', 'Pages']);
	});
});
