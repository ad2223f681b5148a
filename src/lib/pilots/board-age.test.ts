import { expect, test } from 'vitest';
import { ageOf } from './board-age.ts';

test.each([
	['proposed', 0, 'fresh'],
	['proposed', 6, 'fresh'],
	['proposed', 7, 'ageing'],
	['proposed', 21, 'long'],
	['experiment', 60, 'fresh'],
	['experiment', 181, 'long'],
	['adopted', 2000, 'fresh'],
	['retired', 2000, 'fresh']
] as const)('%s for %i days is %s', (stage, days, age) => {
	expect(ageOf({ stage, days })).toBe(age);
});
