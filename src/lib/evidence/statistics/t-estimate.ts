import { tCritical, tP } from './distribution.ts';
import { rootSumOfSquares } from './summary.ts';
import { representable, undefinedWith, type Undefined } from './undefined.ts';

/**
 * A difference in the metric's unit with its standard error (same unit), degrees of freedom, t, two-sided p,
 * and confidence interval.
 */
export type TEstimate = {
	difference: number;
	se: number;
	df: number;
	t: number;
	p: number;
	low: number;
	high: number;
};

/** No interval and no p, but the plain difference may be known. */
export type NoEstimate = Undefined & { difference?: number };

/** A standard error with its degrees of freedom. */
export type Uncertainty = { se: number; df: number };

/**
 * Uncertainty of a sum or difference of independent parts: standard errors add as squares, degrees of freedom follow
 * Satterthwaite (1946), Biometrics Bulletin 2(6); with two parts it is Welch (1947), Biometrika 34.
 * Shares of the variance are used instead of the variances, so that no scale over- or underflows.
 */
export function independent(parts: Uncertainty[]): Uncertainty {
	const se = rootSumOfSquares(parts.map((part) => part.se));
	const inverse = parts.reduce((sum, part) => sum + (part.se / se) ** 4 / part.df, 0);
	return { se, df: 1 / inverse };
}

/**
 * The difference with its t statistic and interval. Where the standard error is 0, or no more than the rounding of the
 * means themselves (R's `t.test`: "data are essentially constant", 10 units of rounding), nothing but the difference is defined.
 */
export function tEstimate(
	difference: number,
	{ se, df }: Uncertainty,
	means: number[],
	confidence: number
): TEstimate | NoEstimate {
	const rounding = 10 * Number.EPSILON * Math.max(...means.map(Math.abs));
	if (!(se > rounding)) {
		return undefinedWith('Without any spread in the values there is no standard error.', { difference });
	}
	const t = difference / se;
	const reach = tCritical(confidence, df) * se;
	return representable({
		difference,
		se,
		df,
		t,
		p: tP(t, df),
		low: difference - reach,
		high: difference + reach
	});
}
