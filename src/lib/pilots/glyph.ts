/** The geometry of a card's evidence glyph: an interval against no effect and against what would matter. Pure. */
export type Estimate = {
	estimate: number | null;
	low: number | null;
	high: number | null;
	target: number | null;
};

export type Drawn = {
	zero: number;
	target: number | null;
	/** The whisker; null where there is no interval. */
	low: number | null;
	high: number | null;
	estimate: number | null;
	/** The interval is wider than what is shown, to the one side or the other. */
	cutLow: boolean;
	cutHigh: boolean;
};

const isFigure = (one: number | null): one is number => one !== null && Number.isFinite(one);

/**
 * From where to where a picture goes that has zero, `core` (estimates and what they are held against) and, as far as there is room,
 * `known` (their intervals, too): as much again on either side of what matters.
 */
export function frameOf(core: number[], known: number[]): { from: number; to: number } {
	const middle = [0, ...core];
	const span = Math.max(...middle) - Math.min(...middle) || Math.max(...known.map(Math.abs)) || 1;
	return {
		from: Math.max(Math.min(0, ...known), Math.min(...middle) - span),
		to: Math.min(Math.max(0, ...known), Math.max(...middle) + span)
	};
}

/**
 * Where each mark stands, from 0 to `width`. The scale is the one of the target and the estimate: an interval that is far
 * wider is cut off and says so, or every target would be squeezed onto zero.
 */
export function draw({ estimate, low, high, target }: Estimate, width: number): Drawn | null {
	const known = [estimate, low, high, target].filter(isFigure);
	if (known.length === 0) return null;
	const { from, to } = frameOf([estimate, target].filter(isFigure), known);
	const room = 0.06 * (to - from || 1);
	const scale = width / (to - from + 2 * room);
	const at = (value: number | null) =>
		value === null || !Number.isFinite(value)
			? null
			: Math.round(Math.min(Math.max((value - from + room) * scale, 0), width) * 10) / 10;
	return {
		zero: at(0)!,
		target: at(target),
		low: at(low),
		high: at(high),
		estimate: at(estimate),
		cutLow: low !== null && low < from,
		cutHigh: high !== null && high > to
	};
}
