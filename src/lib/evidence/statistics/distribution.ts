import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';

/*
 * Tail areas and critical values. Always taken from the tail itself: 1 − cdf loses every digit of a small p.
 */

/** Φ(z), the share of a standard normal below z. */
export function normalBelow(z: number): number {
	return normalCdf(z, 0, 1);
}

/** Two-sided p of a standard normal z. */
export function normalP(z: number): number {
	return Math.min(1, 2 * normalCdf(-Math.abs(z), 0, 1));
}

/** Two-sided p of a t with df degrees of freedom (not necessarily whole). */
export function tP(t: number, df: number): number {
	return Math.min(1, 2 * tCdf(-Math.abs(t), df));
}

/**
 * The z with the area `tail` above it. The library's quantile goes through 1 − 2·tail and so fades below about 1e-5;
 * Newton steps on the logarithm of the tail restore the digits there.
 */
export function normalAbove(tail: number): number {
	let z = -normalQuantile(Math.max(tail, 1e-15), 0, 1);
	for (let step = 0; tail < 1e-3 && step < 4; step++) {
		const area = normalCdf(-z, 0, 1);
		z += (Math.log(area / tail) * area * Math.sqrt(2 * Math.PI)) / Math.exp((-z * z) / 2);
	}
	return z;
}

/** The t with the area `tail` above it; beyond 1e12 degrees of freedom it is the normal one to 12 digits. */
export function tAbove(tail: number, df: number): number {
	return df > 1e12 ? normalAbove(tail) : -tQuantile(tail, df);
}

/** Half-width multipliers of a two-sided interval. */
export function normalCritical(confidence: number): number {
	return normalAbove((1 - confidence) / 2);
}

export function tCritical(confidence: number, df: number): number {
	return tAbove((1 - confidence) / 2, df);
}

/**
 * P(χ² > x) for a whole number of degrees of freedom: a finite sum of positive terms on top of the normal tail (df odd)
 * or of e^(−x/2) (df even). Abramowitz & Stegun (1964), 26.4.4 and 26.4.5.
 */
export function chiSquareP(x: number, df: number): number {
	if (x <= 0) return 1;
	const half = x / 2;
	const odd = df % 2 === 1;
	let area = odd ? normalP(Math.sqrt(x)) : Math.exp(-half);
	// Each term is half^a · e^(−half) / Γ(a + 1), kept as a logarithm because e^(−half) alone may vanish.
	let logTerm = odd ? -half + Math.log(half) / 2 - Math.log(Math.sqrt(Math.PI) / 2) : -half;
	for (let a = odd ? 0.5 : 1; a < df / 2; a++) {
		if (a > 0.5) logTerm += Math.log(half / a);
		area += Math.exp(logTerm);
	}
	return Math.min(1, area);
}
