import * as must from './checks.ts';
import { chiSquareP } from './distribution.ts';
import { representable, undefinedWith, type Undefined } from './undefined.ts';

/**
 * Whether the arms of a randomized design have the sizes that were planned: a χ² test of the counts of the units of assignment
 * (classes, where classes were assigned). `expected` may be counts or a ratio: it is scaled to as many units as were observed.
 * Suspicious below p = 0.001. Only for randomized designs, and for units of assignment, never for the people inside them.
 * Source: Pearson (1900), Philosophical Magazine 50; as R's `chisq.test(observed, p = expected, rescale.p = TRUE)`; the threshold from
 * Kohavi, Tang & Xu (2020), Trustworthy Online Controlled Experiments, chapter 21 (sample ratio mismatch).
 * RangeError: empty lists, lists of different length, fewer than two arms, observed not whole numbers of at least 0, expected not above 0.
 * Undefined: no unit observed.
 */
export function sampleRatio({
	observed,
	expected
}: {
	observed: number[];
	expected: number[];
}): { chi2: number; df: number; p: number; suspicious: boolean } | Undefined {
	must.beList(observed, 'observed');
	must.beList(expected, 'expected');
	if (observed.length < 2) throw new RangeError('observed must hold the counts of at least two arms.');
	if (expected.length !== observed.length) {
		throw new RangeError(`expected must hold as many numbers as observed, ${observed.length}.`);
	}
	observed.forEach((count, arm) => must.beTally(count, `observed[${arm}]`));
	expected.forEach((count, arm) => must.bePositive(count, `expected[${arm}]`));
	const units = observed.reduce((sum, count) => sum + count, 0);
	if (units === 0) return undefinedWith('No unit was observed in any arm.');
	const planned = expected.reduce((sum, count) => sum + count, 0);
	const chi2 = observed.reduce((sum, count, arm) => {
		const due = ((expected[arm] ?? 0) / planned) * units;
		return sum + ((count - due) / due) * (count - due);
	}, 0);
	const df = observed.length - 1;
	const p = chiSquareP(chi2, df);
	return representable({ chi2, df, p, suspicious: p < 0.001 });
}
