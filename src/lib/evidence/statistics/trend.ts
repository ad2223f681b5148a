import * as must from './checks.ts';
import { tCritical, tP } from './distribution.ts';
import type { Interval } from './interval.ts';
import { representable, undefinedWith, type Undefined } from './undefined.ts';

/** A measured period: when (x), what (y), and how much it counts (1 unless given; 0 leaves it out). */
export type Point = { x: number; y: number; weight?: number };

/** The fitted line; slope, se, low and high in units of y per unit of x, intercept (at x = 0) in units of y. */
export type Trend = { slope: number; intercept: number; se: number; df: number; p: number } & Interval;

/**
 * A straight line through measured periods by weighted least squares, with the slope's t interval at points − 2 degrees of freedom.
 * The weights are relative: only their ratios matter. p two-sided.
 * Source: Draper & Smith (1998), Applied Regression Analysis, 3rd ed., chapters 1 and 9; as R's `lm(y ~ x, weights = weight)`.
 * RangeError: no points, x or y not finite, a weight negative, confidence outside (0, 1).
 * Undefined: fewer than three points that count, all at one x, or points that lie on the line but for rounding; the slope stands
 * beside where there is one.
 */
export function trend({
	points,
	confidence = 0.95
}: {
	points: Point[];
	confidence?: number;
}): Trend | (Undefined & { slope?: number }) {
	must.beList(points, 'points');
	points.forEach((point, index) => {
		must.beObject(point, `points[${index}]`);
		must.beReal(point.x, `points[${index}].x`);
		must.beReal(point.y, `points[${index}].y`);
		if (point.weight !== undefined) must.beNotNegative(point.weight, `points[${index}].weight`);
	});
	must.beInside01(confidence, 'confidence');

	const heaviest = points.reduce((most, point) => Math.max(most, point.weight ?? 1), 0);
	const counted = points
		.filter((point) => point.weight !== 0)
		.map(({ x, y, weight = 1 }) => ({ x, y, weight: weight / heaviest }));
	const first = counted[0];
	if (!first || counted.every((point) => point.x === first.x)) {
		return undefinedWith('Points at fewer than two times have no trend.');
	}
	const total = sum(counted.map((point) => point.weight));
	const mean = {
		x: first.x + sum(counted.map(({ x, weight }) => (weight / total) * (x - first.x))),
		y: first.y + sum(counted.map(({ y, weight }) => (weight / total) * (y - first.y)))
	};
	const spreadX = sum(counted.map(({ x, weight }) => weight * (x - mean.x) ** 2));
	const slope = sum(counted.map(({ x, y, weight }) => ((weight * (x - mean.x)) / spreadX) * (y - mean.y)));
	const df = counted.length - 2;
	if (df === 0) return undefinedWith('Two points fix a line and leave no degree of freedom.', { slope });

	const residual =
		sum(counted.map(({ x, y, weight }) => weight * (y - mean.y - slope * (x - mean.x)) ** 2)) / df;
	// R's summary.lm calls a fit "essentially perfect" below this: what is left is rounding.
	const rounding = 1e-30 * (mean.y ** 2 + (slope ** 2 * spreadX) / total);
	if (!(residual > rounding)) {
		return undefinedWith('Points that lie on a line leave no spread to judge it by.', { slope });
	}
	const se = Math.sqrt(residual / spreadX);
	const reach = tCritical(confidence, df) * se;
	return representable({
		slope,
		intercept: mean.y - slope * mean.x,
		se,
		df,
		p: tP(slope / se, df),
		low: slope - reach,
		high: slope + reach
	});
}

function sum(values: number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
