import * as must from './checks.ts';
import { tCritical, tP } from './distribution.ts';
import type { Interval } from './interval.ts';
import { pooledDifference } from './mean-difference.ts';
import type { NoEstimate, TEstimate } from './t-estimate.ts';
import { representable, undefinedWith, type Undefined } from './undefined.ts';

/** The means of whole classes or schools: how many there are, their mean and their standard deviation, in the metric's unit. */
export type ClusterSummary = { clusters: number; mean: number; sd?: number | null };

/**
 * Treatment less comparison where whole clusters were assigned, from the clusters' own means, each counting once.
 * Units: the metric's; df = clusters − 2; p two-sided. The one to prefer wherever cluster means were kept.
 * Source: Donner & Klar (2000), Design and Analysis of Cluster Randomization Trials, chapter 7 (t test of cluster means).
 * RangeError: clusters not a positive whole number, a mean that isn't finite, sd negative, confidence outside (0, 1).
 * Undefined: a single cluster in an arm, or no spread among clusters; the difference stands beside.
 */
export function clusterMeans({
	treatment,
	comparison,
	confidence = 0.95
}: {
	treatment: ClusterSummary;
	comparison: ClusterSummary;
	confidence?: number;
}): TEstimate | NoEstimate {
	must.beGroup(treatment, 'treatment', 'clusters');
	must.beGroup(comparison, 'comparison', 'clusters');
	must.beInside01(confidence, 'confidence');
	if (treatment.clusters === 1 || comparison.clusters === 1) {
		return undefinedWith('A single cluster in an arm cannot be told apart from what it was given.', {
			difference: treatment.mean - comparison.mean
		});
	}
	return pooledDifference({
		treatment: { n: treatment.clusters, mean: treatment.mean, sd: treatment.sd },
		comparison: { n: comparison.clusters, mean: comparison.mean, sd: comparison.sd },
		confidence
	});
}

/** What the correction takes for the intraclass correlation when a study doesn't report one. */
const customaryIcc = { achievement: 0.2, other: 0.1 } as const;

/** The corrected t with its degrees of freedom and p; se and interval of g; which icc was used. Always a fallback. */
export type ClusterAdjusted = {
	t: number;
	df: number;
	p: number;
	se: number;
	icc: number;
	fallback: true;
} & Interval;

/**
 * A fallback where clusters were assigned but only people were summarised: corrects the t of an effect g for clustering.
 * Never for summaries of cluster means: those go to `clusterMeans`, and correcting them would count clustering twice.
 * With N = n₁ + n₂, m the mean cluster size and ρ the icc, and t = g/√[N/(n₁n₂) + g²/(2N)] unless `t` is given (an analysis' own):
 *   t′ = t·√{[(N−2) − 2(m−1)ρ] / [(N−2)(1 + (m−1)ρ)]}
 *   df = [(N−2) − 2(m−1)ρ]² / [(N−2)(1−ρ)² + m(N−2m)ρ² + 2(N−2m)ρ(1−ρ)]
 * g, se, low and high in standard deviations; se is g's own se divided by what t was multiplied with, the interval uses t with df.
 * `icc` is taken as given, else 0.20 where `outcome` is 'achievement' and 0.10 where it is 'other'.
 * Source: Hedges (2007), Journal of Educational and Behavioral Statistics 32(2), 151–179; What Works Clearinghouse Procedures
 * Handbook 4.1, appendix F (and its customary icc).
 * RangeError: g or t not finite, t without the sign of g, n not positive whole numbers, icc outside 0 to 1 or neither icc
 * nor outcome given, meanClusterSize below 1 or so large that there would be fewer than two clusters, confidence outside (0, 1).
 * Undefined: two people in all, or an icc of 1 with one cluster in each arm.
 */
export function clusterAdjust(input: {
	g: number;
	nTreatment: number;
	nComparison: number;
	meanClusterSize: number;
	icc?: number;
	outcome?: 'achievement' | 'other';
	t?: number;
	confidence?: number;
}): ClusterAdjusted | Undefined {
	const { g, nTreatment, nComparison, meanClusterSize: size, confidence = 0.95 } = input;
	must.beReal(g, 'g');
	must.beCount(nTreatment, 'nTreatment');
	must.beCount(nComparison, 'nComparison');
	const total = nTreatment + nComparison;
	must.beWithin(size, 'meanClusterSize', 1, total / 2);
	const icc = input.icc ?? iccFor(input.outcome);
	must.beWithin(icc, 'icc', 0, 1);
	must.beInside01(confidence, 'confidence');
	const ownSe = standardErrorOf(g, input.t, nTreatment, nComparison);

	if (total === 2) return undefinedWith('Two people in all leave no degree of freedom.');
	const room = total - 2 - 2 * (size - 1) * icc;
	const spare = total - 2 * size;
	const df =
		room ** 2 / ((total - 2) * (1 - icc) ** 2 + size * spare * icc ** 2 + 2 * spare * icc * (1 - icc));
	if (!(room > 0) || !(df > 0)) {
		return undefinedWith('Clusters this alike and this few leave no degree of freedom.');
	}
	const se = ownSe * Math.sqrt(((total - 2) / room) * (1 + (size - 1) * icc));
	const reach = tCritical(confidence, df) * se;
	const t = g === 0 ? 0 : g / se;
	return representable({
		t,
		df,
		p: tP(t, df),
		se,
		low: g - reach,
		high: g + reach,
		icc,
		fallback: true as const
	});
}

function iccFor(outcome?: keyof typeof customaryIcc): number {
	if (outcome === undefined)
		throw new RangeError('icc must be given, or outcome said: achievement or other.');
	must.beOneOf(outcome, 'outcome', Object.keys(customaryIcc));
	return customaryIcc[outcome];
}

/** The standard error of g that its t statistic implies, or the usual one where no t was given. */
function standardErrorOf(g: number, t: number | undefined, n1: number, n2: number): number {
	if (t !== undefined) {
		must.beReal(t, 't');
		if (Math.sign(t) !== Math.sign(g))
			throw new RangeError(`t must have the sign of g, but ${t} and ${g} differ.`);
		if (t !== 0) return g / t;
	}
	return Math.hypot(Math.sqrt(1 / n1 + 1 / n2), g / Math.sqrt(2 * (n1 + n2)));
}
