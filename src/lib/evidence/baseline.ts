import type { Arms } from './cells.ts';
import type { StratumEffect } from './effects.ts';
import type { Metric } from './input.ts';
import { groupOf } from './means.ts';
import { baselineEquivalence, combine, coxIndex, hedgesG, isUndefined } from './statistics/index.ts';

/** How far apart the arms were before the pilot, in standard deviations, pilot less comparison. */
export type Gap = {
	/** Null for everything together. */
	stratum: string | null;
	g: number | null;
	verdict: 'satisfied' | 'adjustment' | 'not satisfied';
	withheld?: boolean;
};

function difference(arms: Arms, kind: Metric['kind']): { g: number; se: number } | null {
	const { pilot, comparison } = arms;
	if (kind === 'mean') {
		const [treatment, other] = [groupOf(pilot.baseline), groupOf(comparison.baseline)];
		const size = treatment && other && hedgesG({ treatment, comparison: other });
		return !size || isUndefined(size) ? null : size;
	}
	const [first, second] = [pilot.baseline, comparison.baseline];
	if (kind !== 'proportion' || !first?.n || !second?.n) return null;
	const size = coxIndex({
		treatment: { n: first.n, events: first.events ?? 0 },
		comparison: { n: second.n, events: second.events ?? 0 }
	});
	return isUndefined(size) ? null : { g: size.d, se: size.se };
}

/**
 * Baseline gaps: overall first, then within each stratum. Where the effect was combined within strata, so is the overall gap,
 * since who is in which stratum is no gap of what is compared. Hedges' g of means, the Cox index of proportions; counts and totals have none.
 */
export function baselineGaps(
	whole: Arms,
	strata: StratumEffect[],
	kind: Metric['kind'],
	within: boolean
): Gap[] {
	const parts = strata.map(({ stratum, arms }) => ({ stratum, size: difference(arms, kind) }));
	const sizes = parts.map(({ size }) => size).filter((size) => size !== null);
	const combined =
		within && sizes.length > 0 ? combine({ parts: sizes.map(({ g, se }) => ({ estimate: g, se })) }) : null;
	const overall = combined && !isUndefined(combined) ? combined.estimate : difference(whole, kind)?.g;
	return [
		{ stratum: null, g: overall ?? null },
		...parts.map(({ stratum, size }) => ({ stratum, g: size?.g ?? null }))
	]
		.filter((gap): gap is { stratum: string | null; g: number } => gap.g !== null)
		.map((gap) => ({ ...gap, ...baselineEquivalence({ g: gap.g }) }));
}
