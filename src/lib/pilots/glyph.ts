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

/**
 * Where each mark stands, from 0 to `width`. The scale is the one of the target and the estimate: an interval that is far
 * wider is cut off and says so, or every target would be squeezed onto zero.
 */
export function draw({ estimate, low, high, target }: Estimate, width: number): Drawn | null {
	const known = [estimate, low, high, target].filter(
		(one): one is number => one !== null && Number.isFinite(one)
	);
	if (known.length === 0) return null;
	const core = [0, estimate, target].filter((one): one is number => one !== null && Number.isFinite(one));
	const span = Math.max(...core) - Math.min(...core) || Math.max(...known.map(Math.abs)) || 1;
	// As much again on either side of what matters.
	const from = Math.max(Math.min(0, ...known), Math.min(...core) - span);
	const to = Math.min(Math.max(0, ...known), Math.max(...core) + span);
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
