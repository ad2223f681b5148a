import { cellOf, type Cell } from './cells.ts';
import type { Examined } from './health.ts';
import type { Metric, Row } from './input.ts';
import { tCritical } from './statistics/distribution.ts';
import { isUndefined, trend, type Point } from './statistics/index.ts';
import type { Arm } from './terms.ts';

/** Where an arm's outcome was heading by its own earlier periods, and where it came out. In the metric's own unit; null where withheld. */
export type Jump = {
	arm: Arm;
	period: string;
	/** How many earlier periods the line was drawn through. */
	earlier: number;
	seen: number | null;
	low: number | null;
	high: number | null;
	/** Whether a small group, or a share near none or all, is among them; dropped from what people are shown. */
	hidden?: boolean;
};

type Measured = Point & { weight: number; cell: Cell };

const DAY = 86_400_000;
const LEAST = 3;

const dayOf = (rows: Row[]) => Math.max(...rows.map(({ measured_on: day }) => Date.parse(day) / DAY));

/** A period counts by how much was measured in it; a total counts once. */
const weightOf = (cell: Cell, kind: Metric['kind']) =>
	kind === 'total' ? 1 : ((kind === 'count' ? cell.exposure : cell.n) ?? 1);

function measured(rows: Row[], kind: Metric['kind']): Measured | null {
	const cell = cellOf(rows, kind);
	if (!cell || cell.level === null) return null;
	return { x: dayOf(rows), y: cell.level, weight: weightOf(cell, kind), cell };
}

/**
 * Where one more period would lie by the straight line through earlier ones, at 95%: the weighted trend carried on to x₀ with
 * se² = s²(1/w₀ + 1/Σw + (x₀ − x̄)²/Sxx). Source: Draper & Smith (1998), Applied Regression Analysis, 3rd ed., chapters 1 and 9;
 * as R's `predict(lm(y ~ x, weights = w), interval = "prediction", weights = w0)`.
 * Null with fewer than three earlier points, or on a line without any spread.
 */
export function carriedOn(
	earlier: Point[],
	at: { x: number; weight: number }
): [low: number, high: number] | null {
	const start = earlier[0]?.x ?? 0;
	// From the first period on, so that days since 1970 cost no digits.
	const points = earlier.map(({ x, y, weight = 1 }) => ({ x: x - start, y, weight }));
	const line = points.length >= LEAST ? trend({ points }) : null;
	if (!line || isUndefined(line)) return null;
	const heaviest = Math.max(...points.map(({ weight }) => weight));
	const weights = points.map(({ weight }) => weight / heaviest);
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	const mean = points.reduce((sum, { x }, index) => sum + (weights[index] ?? 0) * x, 0) / total;
	const spread = points.reduce((sum, { x }, index) => sum + (weights[index] ?? 0) * (x - mean) ** 2, 0);
	const x = at.x - start;
	const own = heaviest / at.weight;
	const se = line.se * Math.sqrt(spread * (own + 1 / total) + (x - mean) ** 2);
	const reach = tCritical(0.95, line.df) * se;
	const middle = line.intercept + line.slope * x;
	return [middle - reach, middle + reach];
}

function jumpOf(arm: Arm, { goal, plan, rows }: Examined): Jump | null {
	const { kind, about } = goal.metric;
	const own = rows.series.filter((row) => row.arm === arm);
	const now = measured(
		rows.outcome.filter((row) => row.arm === arm),
		kind
	);
	if (!plan || !now) return null;
	const rounds = [...new Set(own.map(({ phase, period }) => `${phase}\n${period}`))];
	const earlier = rounds
		.map((round) => own.filter(({ phase, period }) => `${phase}\n${period}` === round))
		.map((some) => measured(some, kind))
		.filter((one): one is Measured => one !== null && one.x < now.x);
	const range = carriedOn(earlier, now);
	if (!range || (now.y >= range[0] && now.y <= range[1])) return null;
	const isHidden = ({ cell: { hidden } }: Measured) => (hidden?.rows ?? 0) > 0 || hidden?.ends !== undefined;
	const hidden = about !== 'things' && [...earlier, now].some(isHidden);
	return {
		arm,
		period: plan.outcome_period,
		earlier: earlier.length,
		seen: now.y,
		low: range[0],
		high: range[1],
		...(hidden && { hidden })
	};
}

/** Arms whose outcome lies outside of where their own trend was heading: something changed that no trend explains. */
export function jumpsOf(examined: Examined): Jump[] {
	return (['pilot', 'comparison'] as const).flatMap((arm) => jumpOf(arm, examined) ?? []);
}
