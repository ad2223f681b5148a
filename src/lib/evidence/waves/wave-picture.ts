import { ticksOf } from '../ticks.ts';

type Point = { x: number; y: number; when: 'before' | 'after' };

/** The waves over the periods, drawn up: x in percent of the width, y in pixels, so that words keep their size on a narrow page. */
export type WavePicture = {
	height: number;
	top: number;
	bottom: number;
	left: number;
	right: number;
	levels: { y: number; value: number }[];
	decimals: number;
	/** `narrow`: named where there is little room, too. */
	periods: { x: number; name: string; named: boolean; narrow: boolean }[];
	/** `sign` stands at the end of the line; a part is drawn as running once its later end is. */
	lines: {
		sign: string;
		points: Point[];
		parts: { from: Point; to: Point }[];
		end: { x: number; y: number };
		begins: number | null;
	}[];
	target: number | null;
};

export type DrawnLine = { sign: string; values: ({ value: number; when: 'before' | 'after' } | null)[] };

const sides = { left: 9, first: 14, last: 88, right: 96 };
const [PLOT, TOP, NAMES, APART] = [150, 10, 30, 15];
const round = (value: number) => Math.round(value * 100) / 100;

/** Signs that would stand on each other move apart. */
function apart(lines: WavePicture['lines']): void {
	const ends = lines.map(({ end }) => end).sort((a, b) => a.x - b.x || a.y - b.y);
	ends.forEach((end, at) => {
		const before = ends[at - 1];
		if (before && before.x === end.x && end.y - before.y < APART) end.y = before.y + APART;
	});
}

/** Draws lines over evenly spaced periods, in the unit that is shown. Pure. Null where there is nothing to draw a line through. */
export function drawWaves(
	periods: readonly string[],
	given: readonly DrawnLine[],
	target: number | null
): WavePicture | null {
	const figures = given.flatMap(({ values }) => values.flatMap((one) => (one ? [one.value] : [])));
	if (periods.length < 2 || figures.length === 0) return null;
	const all = target === null ? figures : [...figures, target];
	const [least, most] = [Math.min(...all), Math.max(...all)];
	const room = 0.1 * (most - least || Math.abs(most) || 1);
	const bottom = TOP + PLOT;
	const y = (value: number) =>
		Math.round((bottom - ((value - least + room) / (most - least + 2 * room)) * PLOT) * 10) / 10;
	const x = (at: number) => round(sides.first + ((sides.last - sides.first) * at) / (periods.length - 1));
	const every = Math.ceil(periods.length / 4);
	const { values, decimals } = ticksOf(least - room, most + room, 4);
	const lines = given.flatMap(({ sign, values: some }) => {
		const points = some.map((one, at) => one && { x: x(at), y: y(one.value), when: one.when });
		const told = points.filter((point) => point !== null);
		const last = told.at(-1);
		if (!last) return [];
		const parts = points.slice(1).flatMap((to, at) => {
			const from = points[at];
			return from && to ? [{ from, to }] : [];
		});
		const first = points.findIndex((point) => point?.when === 'after');
		const waited = points.slice(0, Math.max(first, 0)).some((point) => point?.when === 'before');
		return [
			{
				sign,
				points: told,
				parts,
				end: { x: last.x, y: last.y },
				begins: first > 0 && waited ? round((x(first) + x(first - 1)) / 2) : null
			}
		];
	});
	apart(lines);
	return {
		height: bottom + NAMES,
		top: TOP,
		bottom,
		left: sides.left,
		right: sides.right,
		levels: values.map((value) => ({ y: y(value), value })),
		decimals,
		periods: periods.map((name, at) => {
			const back = periods.length - 1 - at;
			return { x: x(at), name, named: back % every === 0, narrow: back % (2 * every) === 0 };
		}),
		lines,
		target: target === null ? null : y(target)
	};
}
