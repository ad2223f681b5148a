/** A step of 1, 2 or 5 and noughts that makes about so many of them. */
export function stepOf(span: number, about: number): number {
	const rough = span / about;
	const power = 10 ** Math.floor(Math.log10(rough));
	return power * ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10);
}

/** Round values over a span, with as many decimals as they need. */
export function ticksOf(from: number, to: number, about: number): { values: number[]; decimals: number } {
	const step = stepOf(to - from || 1, about);
	const first = Math.ceil(from / step);
	const count = Math.max(0, Math.floor(to / step) - first + 1);
	return {
		// Counted in steps, so that no 0.30000000000000004 comes of adding.
		values: Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(12))),
		decimals: Math.max(0, -Math.floor(Math.log10(step)))
	};
}
