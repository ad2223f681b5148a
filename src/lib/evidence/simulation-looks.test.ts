import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { guideLooking, readings, simulateLooks } from './simulation-looks.ts';
import { looksTable } from './simulation-words.ts';

test('the guide’s table of looks is what the rules of today say; if not: npm run simulate', () => {
	const guide = readFileSync(new URL('../../../docs/guide/verdicts.md', import.meta.url), 'utf8');
	expect(guide).toContain(looksTable(simulateLooks(guideLooking)));
}, 60_000);

test('the same seed gives the same counts, and each reading has a line for each effect', () => {
	const few = { seed: 7, pilots: 60, weeks: 6, perWeek: 20, effects: [0, 0.5] };
	const counts = simulateLooks(few);
	expect(counts.map(({ reading }) => reading)).toEqual([...readings, ...readings]);
	expect(simulateLooks(few)).toEqual(counts);
	expect(simulateLooks({ ...few, seed: 8 })).not.toEqual(counts);
});

test('weekly looks at the fixed interval call far more than five in a hundred, those at the other one no more than that', () => {
	const pilots = 400;
	const rate = new Map(
		simulateLooks({ ...guideLooking, pilots, effects: [0] }).map(({ reading, gain, harm }) => [
			reading,
			(gain + harm) / pilots
		])
	);
	const spare = 3 * Math.sqrt((0.05 * 0.95) / pilots);
	expect(rate.get('fixed, at the end')).toBeLessThan(0.05 + spare);
	expect(rate.get('fixed, each week')).toBeGreaterThan(0.1);
	expect(rate.get('that allows for looking, each week')).toBeLessThan(0.05 + spare);
}, 30_000);
