import { describe, expect, test } from 'vitest';
import { ageOf } from './board-age.ts';

describe('how long a pilot stands in its stage', () => {
	test.each([
		['vetting', 13, null, 'fresh'],
		['vetting', 14, null, 'ageing'],
		['vetting', 35, null, 'long'],
		['adopted', 4000, null, 'fresh'],
		['shelved', 4000, 10, 'fresh']
	] as const)('%s for %i days', (stage, days, typical_days, age) => {
		expect(ageOf({ stage, days, typical_days })).toBe(age);
	});

	test.each([
		[29, 20, 'fresh'],
		[30, 20, 'ageing'],
		[59, 20, 'ageing'],
		[60, 20, 'long'],
		// Where a stage takes a day, nobody is late after two.
		[6, 0, 'fresh'],
		[7, 1, 'ageing'],
		[14, 1, 'long']
	] as const)('%i days where %i are usual', (days, typical_days, age) => {
		expect(ageOf({ stage: 'vetting', days, typical_days })).toBe(age);
	});
});
