import { cellOf, type Cell } from '../cells.ts';
import type { Goal, Row } from '../input.ts';
import type { Placed } from './placing.ts';

/** What one site showed in one period: its groups added up, each site as one. */
export type SitePeriod = { site: string; period: string; on: string; cell: Cell; rows: Row[] };

/**
 * A wave's sites in their periods, of the time before it began or after. Where a period was logged as an outcome and as a baseline, the
 * outcome counts: both would count people twice.
 */
export function sitePeriods(
	kind: Goal['metric']['kind'],
	placed: readonly Placed[],
	wave: string,
	when: Placed['when']
): SitePeriod[] {
	const own = placed.filter((one) => one.wave.id === wave && one.when === when).map(({ row }) => row);
	const groups = Map.groupBy(own, ({ site, period }) => `${site}\n${period}`);
	return [...groups.values()].flatMap((rows) => {
		const outcomes = rows.filter(({ phase }) => phase === 'outcome');
		const some = outcomes.length > 0 ? outcomes : rows;
		const cell = cellOf(some, kind);
		if (!cell || cell.level === null) return [];
		const on = some.reduce((day, row) => (row.measured_on > day ? row.measured_on : day), '');
		return [{ site: some[0]!.site!, period: some[0]!.period, on, cell, rows: some }];
	});
}

/** The last day on which each period was measured. */
export function lastDays(some: readonly SitePeriod[]): Map<string, string> {
	const days = new Map<string, string>();
	for (const { period, on } of some) if (on > (days.get(period) ?? '')) days.set(period, on);
	return days;
}
