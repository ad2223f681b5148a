import type { Arms, Cell } from './cells.ts';
import type { Effect } from './effect.ts';
import type { Metric, Plan } from './input.ts';
import { compares } from './terms.ts';
import { clusterAdjust, isUndefined } from './statistics/index.ts';

/**
 * People counted inside classes or schools that were assigned whole. `size` is the mean number of people in one, where it is known
 * from the rows or from the plan; `icc` the plan's, else the customary one.
 */
export type Clustering = { size: number | null; icc: number };

/** What the rules on classes and schools ask of an outcome goal. */
type Measured = { metric: Pick<Metric, 'about' | 'domain'> };

/**
 * How alike members of one class or school are when nobody measured it.
 * Source: What Works Clearinghouse Procedures Handbook 4.1, section VI (clustering).
 */
export const customaryIcc = { achievement: 0.2, other: 0.1 } as const;

const isGroup = (unit: string) => unit === 'class' || unit === 'school';

/** Whether each n of this goal's rows counts whole classes or schools rather than people. */
export function countsGroups(plan: Plan, goal: Measured, cell: Cell | null): boolean {
	return isGroup(plan.analysis_unit) && goal.metric.about === 'students' && (cell?.groups ?? null) === null;
}

/** How many classes or schools are in a cell; null where nobody said. */
export function groupsIn(plan: Plan, goal: Measured, cell: Cell | null): number | null {
	return countsGroups(plan, goal, cell) ? (cell?.n ?? null) : (cell?.groups ?? null);
}

/** How many people; null where only whole groups were counted. */
export function peopleIn(plan: Plan, goal: Measured, cell: Cell | null): number | null {
	return countsGroups(plan, goal, cell) ? null : (cell?.n ?? null);
}

/**
 * Whether an effect must allow for classes or schools that were assigned whole, and how large they are.
 * Null where people were assigned, where the rows count whole groups, where there is no comparison, and for metrics that aren't about students.
 */
export function clusteringOf(plan: Plan, goal: Measured, arms: Arms): Clustering | null {
	const cells = [arms.pilot.outcome, arms.comparison.outcome];
	const counted =
		cells.some((cell) => countsGroups(plan, goal, cell)) && plan.analysis_unit === plan.assignment_unit;
	if (!compares(plan) || !isGroup(plan.assignment_unit) || goal.metric.about !== 'students' || counted)
		return null;
	const people = cells.reduce((sum, cell) => sum + (cell?.n ?? 0), 0);
	const groups = cells.every((cell) => (cell?.groups ?? null) !== null)
		? cells.reduce((sum, cell) => sum + (cell?.groups ?? 0), 0)
		: plan.groups_per_arm && 2 * plan.groups_per_arm;
	return { size: groups ? people / groups : null, icc: plan.icc ?? customaryIcc[goal.metric.domain] };
}

/**
 * The fallback where no cluster means were kept: standard error, t, p and interval widened by `clusterAdjust`, in the metric's unit.
 * `g` is the effect in standard deviations, `sizes` the people in the two arms. Null where the size of the groups isn't known
 * or leaves no degree of freedom.
 */
export function correctForClusters(
	effect: Effect,
	g: number,
	sizes: [number, number],
	{ size, icc }: Clustering
): (Pick<Effect, 'method'> & Record<'se' | 'df' | 't' | 'p' | 'low' | 'high', number>) | null {
	const people = sizes[0] + sizes[1];
	if (size === null || effect.se === null || people < 4) return null;
	const within = Math.min(Math.max(size, 1), people / 2);
	const same = Math.sign(g) === Math.sign(effect.estimate) && g !== 0;
	const adjusted = clusterAdjust({
		g: same ? g : 0,
		t: same ? effect.estimate / effect.se : undefined,
		nTreatment: sizes[0],
		nComparison: sizes[1],
		meanClusterSize: within,
		icc
	});
	if (isUndefined(adjusted)) return null;
	// From standard deviations back to the metric's unit.
	const unit = same ? effect.estimate / g : effect.se / Math.sqrt(1 / sizes[0] + 1 / sizes[1]);
	const reach = (adjusted.high - (same ? g : 0)) * unit;
	return {
		method: 'cluster adjusted',
		se: adjusted.se * unit,
		df: adjusted.df,
		t: adjusted.t,
		p: adjusted.p,
		low: effect.estimate - reach,
		high: effect.estimate + reach
	};
}
