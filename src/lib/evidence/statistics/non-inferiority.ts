import * as must from './checks.ts';

/**
 * Whether a pilot is at least not worse than what it replaces by more than the margin, from the two-sided 95% interval of
 * treatment less comparison. low, high and margin (at least 0) in the metric's unit; `better` is the direction that helps.
 * 'no worse' when all of the interval is on the good side of the margin, 'worse' when none of it is, else 'unclear';
 * an end exactly on the margin isn't on its good side.
 * Source: Piaggio et al. (2012), JAMA 308(24), CONSORT extension for non-inferiority trials; ICH E9 (1998), section 3.3.2.
 * RangeError: low, high or margin not finite, margin negative, high below low, an unknown direction.
 */
export function nonInferiority({
	low,
	high,
	margin,
	better
}: {
	low: number;
	high: number;
	margin: number;
	better: 'higher' | 'lower';
}): { verdict: 'no worse' | 'worse' | 'unclear' } {
	must.beReal(low, 'low');
	must.beReal(high, 'high');
	if (high < low) throw new RangeError(`high must not be below low, but ${high} is below ${low}.`);
	must.beNotNegative(margin, 'margin');
	must.beOneOf(better, 'better', ['higher', 'lower']);
	// Turned so that more is better: the ends change places with their signs.
	const [worst, best] = better === 'higher' ? [low, high] : [-high, -low];
	if (worst > -margin) return { verdict: 'no worse' };
	return { verdict: best <= -margin ? 'worse' : 'unclear' };
}
