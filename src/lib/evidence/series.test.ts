import { expect, test } from 'vitest';
import { goal, logged } from './logged-fixtures.ts';
import { hasUntold, seriesOf } from './series.ts';

const period = (name: string, on: string, some: object = {}) =>
	logged({ period: name, measured_on: on, ...some });

test('periods stand in the order in which they were measured, before before after', () => {
	const rows = [
		period('Spring', '2026-05-20'),
		period('Fall', '2025-09-20', { phase: 'baseline' }),
		period('Winter', '2026-01-15'),
		period('Winter', '2026-01-20', { arm: 'comparison' })
	];
	const series = seriesOf(goal, rows, true)!;
	expect(series.periods.map(({ name, on }) => [name, on])).toEqual([
		['Fall', '2025-09-20'],
		['Winter', '2026-01-20'],
		['Spring', '2026-05-20']
	]);
	expect(series.lines.map(({ arm, levels }) => [arm, levels.map((one) => one?.level ?? null)])).toEqual([
		['pilot', [60, 60, 60]],
		['comparison', [null, 60, null]]
	]);
});

test('one period is no series', () => {
	expect(seriesOf(goal, [period('Fall', '2025-09-20')], true)).toBeNull();
	expect(seriesOf(goal, [], true)).toBeNull();
});

test('what is not accepted, was corrected or is of a subgroup is in none', () => {
	const rows = [
		period('Fall', '2025-09-20'),
		period('Winter', '2026-01-20', { accepted: false }),
		period('Winter', '2026-01-20', { superseded_by: 'later' }),
		period('Winter', '2026-01-20', { subgroup: 'Multilingual learners' })
	];
	expect(seriesOf(goal, rows, true)).toBeNull();
});

test('groups that are not told are counted, and in no figure', () => {
	const untold = { n: null, mean: null, sd: null, withheld: true };
	const rows = [
		period('Fall', '2025-09-20', { mean: 50 }),
		period('Fall', '2025-09-20', { ...untold, stratum: 'Grade 2' }),
		period('Spring', '2026-05-20', untold),
		period('Spring', '2026-05-20', { ...untold, stratum: 'Grade 2' })
	];
	const series = seriesOf(goal, rows, false)!;
	expect(hasUntold(series)).toBe(true);
	expect(series.lines[0]!.levels).toMatchObject([
		{ level: 50, n: 30, told: 1, of: 2 },
		{ level: null, low: null, n: null, told: 0, of: 2 }
	]);
});

test('a share near none is told as that, and a sum with one as about', () => {
	const share = { ...goal, kind: 'proportion' as const };
	const counts = (name: string, on: string, n: number, events: number) =>
		period(name, on, { n, events, mean: null, sd: null });
	const rows = [
		counts('Fall', '2025-09-20', 40, 1),
		counts('Spring', '2026-05-20', 40, 1),
		counts('Spring', '2026-05-20', 40, 20)
	];
	const told = seriesOf(share, rows, false)!.lines[0]!.levels;
	expect(told[0]).toMatchObject({ level: null, low: null, end: 'at most 5 %' });
	expect(told[1]).toMatchObject({ level: 22 / 80, about: true });
	expect(seriesOf(share, rows, true)!.lines[0]!.levels[0]).toMatchObject({ level: 1 / 40 });
});
