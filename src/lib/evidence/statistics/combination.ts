import * as must from './checks.ts';
import { normalCritical } from './distribution.ts';
import type { Interval } from './interval.ts';
import { representable, undefinedWith, type Undefined } from './undefined.ts';

/** A combined estimate; q and i2 say how far the parts disagree beyond chance. */
export type Combined = { estimate: number; se: number; q: number; i2: number | Undefined } & Interval;

/**
 * One estimate from several (strata, or studies), each weighted by 1/se².
 * estimate, se, low and high in the parts' unit, the interval normal; q is Cochran's, a χ² of parts − 1 degrees of freedom;
 * i2 is in percent, max(0, 100·(q − df)/q).
 * Source: Cochran (1954), Biometrics 10(1); Higgins & Thompson (2002), Statistics in Medicine 21; as R's
 * `metafor::rma(yi, sei = se, method = 'FE')`.
 * RangeError: no parts, an estimate that isn't finite, se negative, confidence outside (0, 1).
 * Undefined: an se of 0. With a single part i2 alone is undefined.
 */
export function combine({
	parts,
	confidence = 0.95
}: {
	parts: { estimate: number; se: number }[];
	confidence?: number;
}): Combined | Undefined {
	must.beList(parts, 'parts');
	parts.forEach((part, index) => {
		must.beObject(part, `parts[${index}]`);
		must.beReal(part.estimate, `parts[${index}].estimate`);
		must.beNotNegative(part.se, `parts[${index}].se`);
	});
	must.beInside01(confidence, 'confidence');
	const smallest = parts.reduce((least, part) => Math.min(least, part.se), Infinity);
	if (smallest === 0) {
		return undefinedWith('A part whose standard error is 0 would outweigh all others without end.');
	}
	// Weights relative to the heaviest part and estimates relative to the first: no overflow, no cancellation.
	const weights = parts.map((part) => (smallest / part.se) ** 2);
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	const origin = parts[0]?.estimate ?? 0;
	const estimate =
		origin +
		parts.reduce((sum, part, index) => sum + ((weights[index] ?? 0) / total) * (part.estimate - origin), 0);
	const se = smallest / Math.sqrt(total);
	const q = parts.reduce((sum, part) => sum + ((part.estimate - estimate) / part.se) ** 2, 0);
	const reach = normalCritical(confidence) * se;
	const i2 = disagreement(q, parts.length - 1);
	return representable({ estimate, se, low: estimate - reach, high: estimate + reach, q, i2 });
}

function disagreement(q: number, df: number): number | Undefined {
	if (df === 0) return undefinedWith('A single part has no other to disagree with.');
	return q <= df ? 0 : (100 * (q - df)) / q;
}
