import type { Point } from './plan-power.ts';
import type { PlanTells } from './plan-tells.ts';
import { stepOf } from './ticks.ts';
import { formatNumber } from '#lib/ui/numbers.ts';

const WIDTH = 640;
const HEIGHT = 260;
const edges = { left: 44, right: 628, top: 14, bottom: 226 };

/** A line across the picture, at an effect in standard deviations. */
export type ChartMark = { key: 'matters' | 'median'; y: number; label: string };

/** The curve of what a plan can find, drawn up in the units of its picture. */
export type PlanChart = {
	width: number;
	height: number;
	left: number;
	right: number;
	bottom: number;
	levels: { y: number; label: string }[];
	counts: { x: number; label: string }[];
	marks: ChartMark[];
	/** Paths. */
	without: string;
	withPretest: string;
	here: { x: number; y: number } | null;
};

const round = (value: number) => Math.round(value * 10) / 10;

/** Null where there is no curve to draw. The top is what six units find at most, since fewer find next to nothing. */
export function chartOf({ curve, layout, effect, minimumSd }: PlanTells): PlanChart | null {
	const [first, last] = [curve[0], curve.at(-1)];
	if (!layout || !first || !last || last.units <= first.units) return null;
	const shown = curve.find(({ units }) => units >= 6) ?? first;
	const most = Math.max(shown.effect, effect ?? 0, Math.min(minimumSd ?? 0, 2 * shown.effect)) * 1.08;
	const x = (units: number) =>
		round(edges.left + ((units - first.units) / (last.units - first.units)) * (edges.right - edges.left));
	const y = (value: number) =>
		round(edges.bottom - (Math.min(value, most) / most) * (edges.bottom - edges.top));
	const pathOf = (of: (point: Point) => number) =>
		curve
			.filter((point) => of(point) <= most)
			.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.units)} ${y(of(point))}`)
			.join('');
	const level = stepOf(most, 5);
	const decimals = Math.max(1, -Math.floor(Math.log10(level)));
	const count = Math.max(2, stepOf(last.units - first.units, 6));
	const marks: ChartMark[] = isMeans(layout)
		? []
		: [{ key: 'median', y: y(0.1), label: 'median published effect, 0.10' }];
	if (minimumSd !== null && minimumSd <= most)
		marks.push({
			key: 'matters',
			y: y(minimumSd),
			label: `what matters, ${formatNumber(minimumSd, { decimals: 2 })}`
		});
	return {
		width: WIDTH,
		height: HEIGHT,
		left: edges.left,
		right: edges.right,
		bottom: edges.bottom,
		levels: Array.from({ length: Math.floor(most / level) + 1 }, (_, i) => ({
			y: y(i * level),
			label: formatNumber(i * level, { decimals })
		})),
		counts: Array.from({ length: Math.floor(last.units / count) }, (_, i) => (i + 1) * count)
			.filter((units) => units >= first.units)
			.map((units) => ({ x: x(units), label: formatNumber(units) })),
		marks,
		without: pathOf(({ effect: found }) => found),
		withPretest: pathOf(({ withPretest: found }) => found),
		here: effect === null || effect > most ? null : { x: x(layout.units), y: y(effect) }
	};
}

/** Whole groups compared by their means: their spread is another one than that of people. */
function isMeans({ unit, nested }: NonNullable<PlanTells['layout']>): boolean {
	return !nested && (unit === 'class' || unit === 'school');
}

/** A few of the points, for the table: enough to read off what more would bring. */
export function rowsOf({ curve, layout }: PlanTells): Point[] {
	const every = Math.ceil(curve.length / 9);
	return curve.filter(
		({ units }, i) => i % every === 0 || i === curve.length - 1 || units === layout?.units || units === 40
	);
}
