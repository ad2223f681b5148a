import * as must from './checks.ts';

/**
 * p values of several outcomes adjusted for how many were tested, in the order given: the expected share of false findings among
 * those below a threshold is then at most that threshold.
 * Source: Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57(1); as R's `p.adjust(p, 'BH')`.
 * RangeError: no p, or one outside 0 to 1.
 */
export function benjaminiHochberg({ p }: { p: number[] }): { adjusted: number[] } {
	must.beList(p, 'p');
	p.forEach((value, index) => must.beWithin(value, `p[${index}]`, 0, 1));
	const largestFirst = p.map((value, index) => ({ value, index })).sort((a, b) => b.value - a.value);
	const adjusted = new Array<number>(p.length);
	let least = 1;
	largestFirst.forEach(({ value, index }, place) => {
		least = Math.min(least, value * (p.length / (p.length - place)));
		adjusted[index] = least;
	});
	return { adjusted };
}
