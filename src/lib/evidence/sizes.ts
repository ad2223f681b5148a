import type { Size } from './effect.ts';
import { hedgesG, improvementIndex, isUndefined, type Group, type TEstimate } from './statistics/index.ts';

export type Groups = { treatment: Group; comparison: Group };

/** How large a difference of means is, in standard deviations; null where there is no spread. */
export function sizeOf(groups: Groups): Size | null {
	const size = hedgesG(groups);
	return isUndefined(size) ? null : { index: "Hedges' g", ...size };
}

/** A size whose interval follows the difference's own, where that isn't the plain one: everything in pooled standard deviations. */
export function sizeOfEstimate(
	groups: Groups,
	estimate: number,
	{ se, low, high }: Pick<TEstimate, 'se' | 'low' | 'high'>
): Size | null {
	const one = hedgesG({
		treatment: { ...groups.treatment, mean: 1 },
		comparison: { ...groups.comparison, mean: 0 }
	});
	if (isUndefined(one)) return null;
	const g = estimate * one.g;
	return {
		index: "Hedges' g",
		g,
		se: se * one.g,
		low: low * one.g,
		high: high * one.g,
		...improvementIndex({ g })
	};
}
