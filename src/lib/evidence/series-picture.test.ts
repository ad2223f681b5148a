import { expect, test } from 'vitest';
import type { Annotation } from './annotations.ts';
import { goal, logged } from './logged-fixtures.ts';
import { seriesOf } from './series.ts';
import { drawSeries } from './series-picture.ts';
import { ticksOf } from './ticks.ts';

const monthly = ['2026-01-31', '2026-02-28', '2026-03-31'];
const seriesAt = (days: string[]) =>
	seriesOf(
		goal,
		days.flatMap((day, at) =>
			(['pilot', 'comparison'] as const).map((arm) =>
				logged({ arm, period: `Month ${at}`, measured_on: day, mean: 50 + 5 * at })
			)
		),
		true
	)!;
const launched = (on: string): Annotation => ({ on, kind: 'launched', facts: {} });
const plain = { scale: 1, target: null };

test('higher levels stand higher, later periods further right', () => {
	const [pilot] = drawSeries(seriesAt(monthly), [], plain)!.lines;
	const { points } = pilot!;
	expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).toSorted((a, b) => a - b));
	expect(points.map(({ y }) => y)).toEqual(points.map(({ y }) => y).toSorted((a, b) => b - a));
	expect(points[0]!.high!).toBeLessThan(points[0]!.y);
});

test('periods stand by their dates where they can, and evenly where not', () => {
	expect(drawSeries(seriesAt(monthly), [], plain)!.even).toBe(false);
	const crowded = drawSeries(seriesAt(['2025-01-01', '2026-05-01', '2026-05-02']), [], plain)!;
	const [first, second, third] = crowded.periods.map(({ x }) => x);
	expect(crowded.even).toBe(true);
	expect(second! - first!).toBeCloseTo(third! - second!, 1);
	expect(drawSeries(seriesAt(['2026-05-01', '2026-05-01']), [], plain)!.periods).toHaveLength(2);
});

test('what happened stands between the periods, letters under each other where they are close', () => {
	const { notes, periods } = drawSeries(
		seriesAt(monthly),
		[launched('2026-02-10'), launched('2026-02-11'), launched('2020-01-01')],
		plain
	)!;
	expect(notes).toHaveLength(2);
	expect(notes[0]!.x).toBeGreaterThan(periods[0]!.x);
	expect(notes[0]!.x).toBeLessThan(periods[1]!.x);
	expect(notes.map(({ row }) => row)).toEqual([0, 1]);
});

test('a line stops where a period has no figure', () => {
	const series = seriesAt(monthly);
	series.lines[0]!.levels[1] = null;
	const [pilot, comparison] = drawSeries(series, [], plain)!.lines;
	expect([pilot!.points.length, pilot!.parts.length]).toEqual([2, 0]);
	expect(comparison!.parts).toHaveLength(2);
});

test('nothing told is no picture', () => {
	const none = seriesOf(
		goal,
		monthly.map((day) =>
			logged({ period: day, measured_on: day, n: null, mean: null, sd: null, withheld: true })
		),
		false
	)!;
	expect(drawSeries(none, [], plain)).toBeNull();
});

test('round values at the side', () => {
	expect(ticksOf(0.02, 0.31, 4)).toEqual({ values: [0.1, 0.2, 0.3], decimals: 1 });
	expect(ticksOf(48, 91, 4)).toEqual({ values: [60, 80], decimals: 0 });
});
