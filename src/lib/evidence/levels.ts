import type { JudgedGoal } from './analysis.ts';
import { cellOf, toldCell, type Cell } from './cells.ts';
import { endOf, type End } from './ends.ts';
import { isShareOfPeople, type LoggedRow } from './measurement.ts';
import { isUndefined, meanInterval, wilson } from './statistics/index.ts';

/** The 95% interval of a level; null where it has none. By the means of whole classes or schools where every row brought them. */
export function intervalOf(
	{ kind }: Pick<JudgedGoal, 'kind'>,
	{ n, mean, sd, events, clusters }: Cell
): { low: number; high: number } | null {
	if (n === null) return null;
	if (kind === 'proportion') return events === null ? null : wilson({ n, events });
	if (kind !== 'mean' || mean === null) return null;
	const group =
		clusters?.sd != null
			? { n: clusters.clusters, mean: clusters.mean, sd: clusters.sd }
			: { n, mean, sd: sd ?? 0 };
	const interval = meanInterval(group);
	return isUndefined(interval) ? null : interval;
}

/** The level of some groups, of which only those count that the reader is told of. In the metric's unit, shares from 0 to 1. */
export type Level = {
	level: number | null;
	low: number | null;
	high: number | null;
	n: number | null;
	/** How many groups it is added up of, and how many were measured. */
	told: number;
	of: number;
	/** A share of nearly none or nearly all, of which no more is said. */
	end?: End;
	/** Some of its groups are near none or all, and counted as those are told. */
	about?: boolean;
};

/** Adds groups up as one reader is told of them; `everything` says that they see small groups. */
export function levelOf(
	goal: Pick<JudgedGoal, 'kind' | 'about'>,
	rows: LoggedRow[],
	everything: boolean
): Level {
	const told = rows.filter((row) => !row.withheld);
	const base = { told: told.length, of: rows.length };
	const exact = cellOf(told, goal.kind);
	if (!exact) return { ...base, level: null, low: null, high: null, n: null };
	const moved = !everything && isShareOfPeople(goal);
	const cell = moved ? toldCell(exact) : exact;
	const { n, events, level } = cell;
	const size = goal.kind === 'count' ? cell.exposure : n;
	const end = moved && n !== null && events !== null ? endOf(n, events) : undefined;
	if (end) return { ...base, level: null, low: null, high: null, n: size, end };
	const interval = intervalOf(goal, cell);
	return {
		...base,
		level,
		low: interval?.low ?? null,
		high: interval?.high ?? null,
		n: size,
		...(moved && exact.hidden?.ends && { about: true })
	};
}
