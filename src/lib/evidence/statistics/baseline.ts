import * as must from './checks.ts';

/**
 * Whether two groups were alike before a pilot began, from the baseline difference g in standard deviations:
 * up to 0.05 'satisfied', up to 0.25 only with statistical 'adjustment', above that 'not satisfied'. The sign doesn't matter.
 * Source: What Works Clearinghouse Standards Handbook 4.1, section II.A (baseline equivalence).
 * RangeError: g isn't a finite number.
 */
export function baselineEquivalence({ g }: { g: number }): {
	verdict: 'satisfied' | 'adjustment' | 'not satisfied';
} {
	must.beReal(g, 'g');
	const size = Math.abs(g);
	return { verdict: size <= 0.05 ? 'satisfied' : size <= 0.25 ? 'adjustment' : 'not satisfied' };
}
