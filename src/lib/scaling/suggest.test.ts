import { describe, expect, test } from 'vitest';
import { suggestWaves } from './suggest.ts';

const terms = [
	{ name: 'Fall', starts_on: '2026-08-17', ends_on: '2026-12-18' },
	{ name: 'Spring', starts_on: '2027-01-05', ends_on: '2027-05-28' }
];

describe('waves that are suggested', () => {
	test('begin with the terms that are still to come, and twelve weeks apart after those', () => {
		const waves = suggestWaves(['a', 'b', 'c', 'd'], 3, terms, '2026-06-01');
		expect(waves.map(({ starts_on, ends_on }) => [starts_on, ends_on])).toEqual([
			['2026-08-17', '2026-12-18'],
			['2027-01-05', '2027-05-28'],
			['2027-03-30', '2027-06-22']
		]);
		expect(waves[0]!.training_by).toBe('2026-08-03');
	});

	test.each([
		[5, 2, [2, 3]],
		[7, 3, [2, 2, 3]],
		[2, 5, [1, 1]],
		[6, 1, [6]],
		[0, 3, []],
		[3, 0, []],
		[3, -1, []]
	])('%i sites over %i waves: %j', (sites, many, sizes) => {
		const all = Array.from({ length: sites }, (_, i) => i);
		const waves = suggestWaves(all, many, terms, '2026-06-01');
		expect(waves.map((wave) => wave.sites.length)).toEqual(sizes);
		expect(waves.flatMap((wave) => wave.sites)).toEqual(sizes.length > 0 ? all : []);
	});

	test('come after the waves that are there, and none on the day of another', () => {
		const waves = suggestWaves(['a', 'b'], 2, terms, '2026-06-01', '2027-01-05', 3);
		expect(waves.map(({ name, starts_on }) => [name, starts_on])).toEqual([
			['Wave 3', '2027-03-30'],
			['Wave 4', '2027-06-22']
		]);
	});

	test('without a calendar leave four weeks to get ready, and never ask for training in the past', () => {
		expect(suggestWaves(['a'], 1, [], '2026-06-01')).toMatchObject([
			{ starts_on: '2026-06-29', training_by: '2026-06-15' }
		]);
		const soon = [{ name: 'Fall', starts_on: '2026-06-05', ends_on: '2026-12-18' }];
		expect(suggestWaves(['a'], 1, soon, '2026-06-01')[0]!.training_by).toBe('2026-06-01');
	});
});
