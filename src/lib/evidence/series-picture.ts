import type { Annotation } from './annotations.ts';
import type { Series } from './series.ts';
import type { Arm } from './terms.ts';
import { ticksOf } from './ticks.ts';

type Point = { x: number; y: number; low: number | null; high: number | null };

/** A series drawn up: x in percent of the width, y in pixels, so that words keep their size on a narrow page. */
export type SeriesPicture = {
	height: number;
	top: number;
	bottom: number;
	left: number;
	right: number;
	levels: { y: number; value: number }[];
	/** Of the values at the side. */
	decimals: number;
	/** Where each period stands; not all are named where there are many. */
	periods: { x: number; named: boolean }[];
	/** Points without a figure are missing, and the line stops before them. */
	lines: { arm: Arm; points: Point[]; parts: { from: Point; to: Point }[] }[];
	/** Where in the list of annotations each drawn one is, and how far down its letter stands. */
	notes: { x: number; at: number; row: number }[];
	target: number | null;
	/** Evenly spaced, since the periods are too unlike to stand by their dates. */
	even: boolean;
};

const sides = { left: 9, first: 15, last: 91, right: 97 };
const PLOT = 168;
const NOTE = 18;
const NAMES = 30;

const day = (on: string) => Date.parse(on.slice(0, 10)) / 86_400_000;
const round = (value: number) => Math.round(value * 100) / 100;

/** Places of the periods, and of any day between and a little beside them. */
function across(days: number[]): { xs: number[]; x: (day: number) => number; even: boolean } {
	const width = sides.last - sides.first;
	const gaps = days.slice(1).map((one, at) => one - days[at]!);
	const whole = days.at(-1)! - days[0]!;
	const even = Math.min(...gaps) < (0.4 * whole) / gaps.length;
	const xs = days.map((one, at) =>
		round(sides.first + width * (even || whole === 0 ? at / gaps.length : (one - days[0]!) / whole))
	);
	const usual = whole / gaps.length || 1;
	const step = width / gaps.length;
	const x = (one: number) => {
		if (one <= days[0]!) return xs[0]! - ((days[0]! - one) / usual) * step;
		if (one >= days.at(-1)!) return xs.at(-1)! + ((one - days.at(-1)!) / usual) * step;
		const next = days.findIndex((later) => later > one);
		const part = (one - days[next - 1]!) / (days[next]! - days[next - 1]!);
		return xs[next - 1]! + part * (xs[next]! - xs[next - 1]!);
	};
	return { xs, x: (one) => round(x(one)), even };
}

/** Letters that would stand on each other stand under each other. */
function placed(notes: { x: number; at: number }[]): SeriesPicture['notes'] {
	const last: number[] = [];
	return notes.map((note) => {
		const free = last.findIndex((x) => note.x - x > 5);
		const row = free < 0 ? last.length : free;
		last[row] = note.x;
		return { ...note, row };
	});
}

/** The last period is named, and of those before it the ones that have room for their name. */
function namedOf(xs: number[]): Set<number> {
	const named: number[] = [];
	for (const x of xs.toReversed()) if (named.length === 0 || named.at(-1)! - x > 23) named.push(x);
	return new Set(named);
}

/**
 * Draws a series with what happened beside it. `scale` is 100 for shares; `target` a level in the metric's unit. Pure.
 * Annotations far before the first or after the last period have no place in it.
 */
export function drawSeries(
	{ periods, lines }: Series,
	annotations: readonly Annotation[],
	{ scale, target }: { scale: number; target: number | null }
): SeriesPicture | null {
	const levels = lines.flatMap((line) => line.levels).filter((level) => level !== null);
	const figures = [...levels.flatMap(({ level, low, high }) => [level, low, high]), target]
		.filter((value) => value !== null)
		.map((value) => value * scale);
	if (!levels.some(({ level }) => level !== null)) return null;
	const { xs, x, even } = across(periods.map(({ on }) => day(on)));
	const notes = placed(
		annotations
			.map(({ on }, at) => ({ x: x(day(on)), at }))
			.filter((note) => note.x >= sides.left + 2 && note.x <= sides.right)
	);
	const top = 8 + NOTE * Math.max(0, ...notes.map(({ row }) => row + 1));
	const bottom = top + PLOT;
	const [least, most] = [Math.min(...figures), Math.max(...figures)];
	const room = 0.08 * (most - least || Math.abs(most) || 1);
	const y = (value: number) =>
		Math.round((bottom - ((value - least + room) / (most - least + 2 * room)) * PLOT) * 10) / 10;
	const { values, decimals } = ticksOf(least - room, most + room, 4);
	const named = namedOf(xs);
	const apart = lines.length > 1 ? 0.7 : 0;
	const drawn = lines.map(({ arm, levels: some }) => {
		const points = some.map((one, at): Point | null =>
			one?.level == null
				? null
				: {
						x: round(xs[at]! + (arm === 'pilot' ? -apart : apart)),
						y: y(one.level * scale),
						low: one.low === null ? null : y(one.low * scale),
						high: one.high === null ? null : y(one.high * scale)
					}
		);
		const parts = points.slice(1).flatMap((to, at) => {
			const from = points[at];
			return from && to ? [{ from, to }] : [];
		});
		return { arm, points: points.filter((point) => point !== null), parts };
	});
	return {
		height: bottom + NAMES,
		top,
		bottom,
		left: sides.left,
		right: sides.right,
		levels: values.map((value) => ({ y: y(value), value })),
		decimals,
		periods: xs.map((at) => ({ x: at, named: named.has(at) })),
		lines: drawn,
		notes,
		target: target === null ? null : y(target * scale),
		even
	};
}
