import type { Amendment } from './input.ts';

const same = (one: unknown, other: unknown) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/** Keys come from the database in no order that means anything. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, one]) => [key, sorted(one)])
	);
}

/** Whether an amendment changed how this metric is judged: the design that all share, or its own goal. */
export function touches({ was, became }: Amendment, metricId: string): boolean {
	const goalIn = (whole: Amendment['was']) => whole.goals.find(({ metric_id }) => metric_id === metricId);
	return !same(was.plan, became.plan) || !same(goalIn(was), goalIn(became));
}
