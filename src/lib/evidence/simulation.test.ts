import { describe, expect, test } from 'vitest';
import { drawPilot } from './simulated-pilot.ts';
import { gains, simulate, type Simulated } from './simulation.ts';
import { simulationTables, withTables } from './simulation-words.ts';
import { generator } from './statistics/random.ts';
import type { VerdictKey } from './verdict-rules.ts';

const few = { seed: 7, pilots: 400, classes: [8, 20], effects: [0, 0.3] };
const cells = simulate(few);

const rate = ({ verdicts, pilots }: Simulated, ...keys: VerdictKey[]) =>
	keys.reduce((sum, key) => sum + (verdicts[key] ?? 0), 0) / pilots;
const total = (counts: Partial<Record<string, number>>) =>
	Object.values(counts).reduce<number>((sum, times) => sum + (times ?? 0), 0);

describe('simulated pilots', () => {
	test('the same seed gives the same counts, another gives others', () => {
		expect(simulate(few)).toEqual(cells);
		expect(simulate({ ...few, seed: 8 })).not.toEqual(cells);
	}, 60_000);

	test('another size beside it changes nothing', () => {
		expect(simulate({ ...few, classes: [20] })).toEqual(cells.filter(({ classes }) => classes === 20));
	});

	test('each pilot gets one verdict and one recommendation', () => {
		expect(cells).toHaveLength(12);
		for (const { verdicts, recommendations } of cells) {
			expect(total(verdicts)).toBe(few.pilots);
			expect(total(recommendations)).toBe(few.pilots);
		}
	});

	test('where nothing is there, gain and harm are each called in at most 2.5% and what chance adds', () => {
		// Three standard errors of a share of 2.5%: one run in seven hundred is beyond that.
		const most = 0.025 + 3 * Math.sqrt((0.025 * 0.975) / few.pilots);
		for (const cell of cells.filter(({ effect }) => effect === 0)) {
			expect(rate(cell, ...gains)).toBeLessThanOrEqual(most);
			expect(rate(cell, 'harm')).toBeLessThanOrEqual(most);
		}
	});

	test('a true effect is called a gain more often than none, and more often by more classes', () => {
		const called = (classes: number, effect: number) => {
			const cell = cells.find(
				(one) => one.way === 'students, no pretest' && one.classes === classes && one.effect === effect
			);
			return rate(cell!, ...gains);
		};
		expect(called(20, 0.3)).toBeGreaterThan(called(20, 0));
		expect(called(20, 0.3)).toBeGreaterThan(called(8, 0.3));
	});

	test('the effect that planning says eight classes detect is found by four pilots in five', () => {
		const [found] = simulate({ seed: 7, pilots: 600, classes: [8], effects: [1.14] });
		const share = rate(found!, ...gains);
		expect(share).toBeGreaterThan(0.75);
		expect(share).toBeLessThan(0.85);
	});

	test('what cannot be simulated is refused', () => {
		expect(() => simulate({ ...few, pilots: 0 })).toThrow('pilots must be a whole number of at least 1');
		expect(() => simulate({ ...few, classes: [7] })).toThrow('classes must be an even number of at least 4');
		expect(() => simulate({ ...few, effects: [NaN] })).toThrow('effects must be finite numbers');
	});
});

test('drawn students have the spread, likeness within classes and pretest that the guide names', () => {
	const { outcome, baseline, correlation } = drawPilot(4000, generator(1)).pilot;
	for (const { students, classes } of [outcome, baseline]) {
		expect(students.sd).toBeCloseTo(1, 1);
		expect(classes.sd).toBeCloseTo(Math.sqrt(0.2 + 0.8 / 25), 1);
		expect(classes.mean).toBeCloseTo(students.mean, 10);
	}
	expect(correlation.students ** 2).toBeCloseTo(0.6, 1);
	expect(correlation.classes ** 2).toBeCloseTo(0.6, 1);
});

describe('the tables', () => {
	const guide = 'before\n\n<!-- npm run simulate writes from here -->\nold\n<!-- to here -->\n\nafter\n';

	test('stand between the markers, and again when written again', () => {
		const once = withTables(guide, simulationTables(cells));
		expect(once).toMatch(/^before\n[^]*\| students, no pretest +\| +8 \|[^]*\nafter\n$/);
		expect(once).not.toContain('old');
		expect(withTables(once, simulationTables(cells))).toBe(once);
	});

	test('say 0 only of what never happened, and leave out what came in no cell', () => {
		const cell = { ...cells[0]!, pilots: 10000, verdicts: { harm: 1, 'clear gain': 9999 } };
		const verdicts = simulationTables([cell]).split('###')[2];
		expect(verdicts).toContain('< 0.1');
		expect(verdicts).not.toContain('no worse');
	});

	test('say how large the gains looked, and none where none was called', () => {
		const some = { ...cells[0]!, pilots: 100, verdicts: { 'clear gain': 2, invalid: 50 }, gained: 1.5 };
		expect(simulationTables([some])).toMatch(/\| +2\.0 \| +4\.0 \| +0\.75 \|/);
		const nothing = { ...some, verdicts: { invalid: 100 }, gained: 0 };
		expect(simulationTables([nothing])).toMatch(/\| +0 \| +none \| +none \|/);
	});

	test('a guide without its markers is refused', () => {
		expect(() => withTables('nothing', '')).toThrow('The guide must hold');
	});
});
