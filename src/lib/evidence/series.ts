import type { JudgedGoal } from './analysis.ts';
import { levelOf, type Level } from './levels.ts';
import { stands, type LoggedRow } from './measurement.ts';
import { arms, type Arm, type Phase } from './terms.ts';

/** One period of measuring, and the last day of it on which something was measured. */
export type Period = { phase: Phase; name: string; on: string };

/** An arm's level in each of the periods, in their order; null where it wasn't measured. */
export type Line = { arm: Arm; levels: (Level | null)[] };

/** The level of each arm over time, of the groups that the reader is told of. */
export type Series = { periods: Period[]; lines: Line[] };

const same = (row: LoggedRow, { phase, name }: Pick<Period, 'phase' | 'name'>) =>
	row.phase === phase && row.period === name;

/** Periods as they were measured, before before after. */
function periodsOf(rows: readonly LoggedRow[]): Period[] {
	const found: Period[] = [];
	for (const row of rows) {
		const known = found.find((period) => same(row, period));
		if (!known) found.push({ phase: row.phase, name: row.period, on: row.measured_on });
		else if (row.measured_on > known.on) known.on = row.measured_on;
	}
	const place = ({ phase }: Period) => (phase === 'baseline' ? 0 : 1);
	return found.sort(
		(a, b) =>
			a.on.localeCompare(b.on) || place(a) - place(b) || a.name.localeCompare(b.name, 'en', { numeric: true })
	);
}

/**
 * The arms' levels over the periods in which an outcome was measured, from rows as one reader may see them: accepted ones that stand, of
 * whole groups. Groups that they are not told of are left out, never in a sum. Null where there is only one period.
 */
export function seriesOf(
	goal: Pick<JudgedGoal, 'metricId' | 'kind' | 'about'>,
	rows: readonly LoggedRow[],
	everything: boolean
): Series | null {
	const own = rows.filter(
		(row) => row.metric_id === goal.metricId && stands(row) && row.accepted && row.subgroup === null
	);
	const periods = periodsOf(own);
	if (periods.length < 2) return null;
	const lines = arms
		.map((arm): Line => {
			const levels = periods.map((period) => {
				const within = own.filter((row) => row.arm === arm && same(row, period));
				return within.length > 0 ? levelOf(goal, within, everything) : null;
			});
			return { arm, levels };
		})
		.filter(({ levels }) => levels.some((level) => level !== null));
	return { periods, lines };
}

/** Whether some groups of it are left out. */
export const hasUntold = ({ lines }: Series) =>
	lines.some(({ levels }) => levels.some((level) => level && level.told < level.of));
