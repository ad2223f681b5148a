import { endOf, eventsBehind, toldEvents, type End } from './ends.ts';
import type { Goal, Row } from './input.ts';
import type { Arm, Phase } from './terms.ts';
import type { GoalRows } from './rows.ts';
import { isUndefined, pool } from './statistics/index.ts';

/** Of a share with rows near none or all: its events as those rows are told, and the fewest and the most that may stand behind them. */
export type Ends = { told: number; least: number; most: number };

/** The rows of one arm and phase, added up: overall, or within one stratum. Numbers that the metric's kind has none of are null. */
export type Cell = {
	rows: number;
	n: number | null;
	mean: number | null;
	sd: number | null;
	events: number | null;
	exposure: number | null;
	value: number | null;
	/** What a target is compared with: the mean, the share from 0 to 1, the rate per unit of exposure, or the total. */
	level: number | null;
	/** The classes or schools in it with the mean and standard deviation of their own means, where every row brought them. */
	clusters: { clusters: number; mean: number; sd: number | null } | null;
	/** How many classes or schools are in it, where every row said so. */
	groups: number | null;
	/** Correlation of the same people's values before and after, where every row brought one; weighted by n. */
	correlation: number | null;
	/** How much of it stands in rows that are withheld from most people; dropped from what they are shown. */
	hidden?: { rows: number; n: number; ends?: Ends };
	/** Its numbers were taken out, since they would give a small group back. */
	withheld?: boolean;
	/** A share of nearly none or nearly all of a group, of which no more is said. */
	end?: End;
	/** Added up of rows of which some are near none or all, and moved from there as those are told. */
	coarse?: boolean;
};

/** An arm before and after. */
export type Arms = Record<Arm, Record<Phase, Cell | null>>;

export type Strata = { strata: { stratum: string; arms: Arms }[]; leftOut: string[]; mixed: boolean };

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** The values of a column, or nothing when one of the rows has none. */
function complete(rows: Row[], column: keyof Row): number[] | null {
	const values = rows.map((row) => row[column]);
	return values.every((value) => typeof value === 'number') ? values : null;
}

function total(rows: Row[], column: keyof Row): number | null {
	const values = complete(rows, column);
	return values && sum(values);
}

function pooled(rows: Row[], size: 'n' | 'clusters', spread: 'sd' | 'cluster_sd') {
	if (![size, 'mean', spread].every((column) => complete(rows, column as keyof Row))) return null;
	const union = pool({
		groups: rows.map((row) => ({ n: row[size] ?? 1, mean: row.mean ?? 0, sd: row[spread] }))
	});
	if (!isUndefined(union)) return union;
	return union.mean === undefined ? null : { n: union.n ?? 1, mean: union.mean, sd: null };
}

function levelOf(kind: Goal['metric']['kind'], cell: Omit<Cell, 'level'>): number | null {
	if (kind === 'mean') return cell.mean;
	if (kind === 'total') return cell.value;
	const size = kind === 'count' ? cell.exposure : cell.n;
	return cell.events === null || !size ? null : cell.events / size;
}

function endsOf(rows: Row[]): Ends | null {
	const groups = rows.map(({ n, events }) => ({ n, events }));
	const known = groups.filter(
		(one): one is { n: number; events: number } => one.n !== null && one.events !== null
	);
	if (known.length < rows.length || !known.some(({ n, events }) => endOf(n, events))) return null;
	const behind = known.map(({ n, events }) => eventsBehind(n, events));
	return {
		told: sum(known.map(({ n, events }) => toldEvents(n, events))),
		least: sum(behind.map(([least]) => least)),
		most: sum(behind.map(([, most]) => most))
	};
}

/** Adds rows of one arm and phase up; null where there are none. Means by `pool`, the rest as sums. */
export function cellOf(rows: Row[], kind: Goal['metric']['kind']): Cell | null {
	if (rows.length === 0) return null;
	const union = kind === 'mean' ? pooled(rows, 'n', 'sd') : null;
	const groups = pooled(rows, 'clusters', 'cluster_sd');
	const correlations = complete(rows, 'correlation');
	const n = total(rows, 'n');
	const withheld = rows.filter((row) => row.withheld);
	const ends = kind === 'proportion' ? endsOf(rows) : null;
	const cell = {
		rows: rows.length,
		n,
		mean: union?.mean ?? null,
		sd: union?.sd ?? null,
		events: total(rows, 'events'),
		exposure: total(rows, 'exposure'),
		value: total(rows, 'value'),
		clusters: groups && { clusters: groups.n, mean: groups.mean, sd: groups.sd },
		groups: total(rows, 'clusters'),
		correlation:
			correlations && n ? sum(correlations.map((value, i) => (value * (rows[i]?.n ?? 0)) / n)) : null,
		hidden: { rows: withheld.length, n: sum(withheld.map((row) => row.n ?? 0)), ...(ends && { ends }) }
	};
	return { ...cell, level: levelOf(kind, cell) };
}

function armsOf(
	{ baseline, outcome }: Pick<GoalRows, 'baseline' | 'outcome'>,
	kind: Goal['metric']['kind']
): Arms {
	const of = (arm: Arm) => ({
		baseline: cellOf(
			baseline.filter((row) => row.arm === arm),
			kind
		),
		outcome: cellOf(
			outcome.filter((row) => row.arm === arm),
			kind
		)
	});
	return { pilot: of('pilot'), comparison: of('comparison') };
}

/** A share as it is told, with events moved from near none or all. */
export function toldCell(cell: Cell): Cell {
	const { ends } = cell.hidden ?? {};
	return ends && cell.n ? { ...cell, events: ends.told, level: ends.told / cell.n } : cell;
}

/** The same for both arms before and after. */
export function toldArms({ pilot, comparison }: Arms): Arms {
	const told = (cell: Cell | null) => cell && toldCell(cell);
	const both = (arm: Arms[Arm]) => ({ baseline: told(arm.baseline), outcome: told(arm.outcome) });
	return { pilot: both(pilot), comparison: both(comparison) };
}

/** Everything of a goal added up per arm and phase. */
export function overall(rows: GoalRows, goal: Goal): Arms {
	return armsOf(rows, goal.metric.kind);
}

/**
 * The same within each stratum, where every counted outcome row names one. `needed` says whether a stratum can be judged;
 * those that can't are left out by name. `mixed`: some rows name a stratum and some don't, so that none can be used.
 */
export function byStratum(rows: GoalRows, goal: Goal, needed: (arms: Arms) => boolean): Strata {
	const named = rows.outcome.map(({ stratum }) => stratum).filter((stratum) => stratum !== null);
	const mixed = named.length > 0 && named.length < rows.outcome.length;
	if (mixed || named.length === 0) return { strata: [], leftOut: [], mixed };
	const all = [...new Set(named)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
	const parts = all.map((stratum) => {
		const within = (some: Row[]) => some.filter((row) => row.stratum === stratum);
		const part = { baseline: within(rows.baseline), outcome: within(rows.outcome) };
		return { stratum, arms: armsOf(part, goal.metric.kind) };
	});
	const strata = parts.filter(({ arms }) => needed(arms));
	const leftOut = parts.filter((part) => !strata.includes(part)).map(({ stratum }) => stratum);
	return strata.length === 0 ? { strata: [], leftOut: all, mixed } : { strata, leftOut, mixed };
}
