import type { JudgedGoal } from './analysis.ts';
import { cellOf, type Arms, type Cell } from './cells.ts';
import { clusteringOf } from './clustering.ts';
import type { Effect } from './effect.ts';
import { effectOf, type Contrast } from './effects.ts';
import type { Plan } from './input.ts';
import { isShareOfPeople, stands, type LoggedRow } from './measurement.ts';
import { compares, type Arm, type Phase } from './terms.ts';
import { benjaminiHochberg } from './statistics/index.ts';

export type Dimension = 'site' | 'subgroup';

/** An effect within one site or subgroup. */
export type Part = {
	label: string;
	/** `alone`: only one side was measured there, so that there is nothing to compare. */
	state: 'told' | 'withheld' | 'alone';
	/** People, groups or exposure in the pilot and in what it is held against. */
	sizes: [number | null, number | null];
	effect: Effect | null;
	/** p after Benjamini and Hochberg, over all parts that have one. */
	adjusted: number | null;
};

/** An outcome by one dimension: an exploration, never a verdict. */
export type Breakdown = {
	by: Dimension;
	/** Each part's own comparison, all comparison groups together (where whole sites were assigned), or the time before. */
	against: 'own comparison' | 'all comparison' | 'before';
	parts: Part[];
	/** How many p values were adjusted together. */
	family: number;
};

type Judged = Pick<JudgedGoal, 'metricId' | 'kind' | 'about' | 'domain'>;
type Given = { goal: Judged; plan: Plan; rows: readonly LoggedRow[]; everything: boolean };

const label = (row: LoggedRow, by: Dimension) => (by === 'site' ? row.site : row.subgroup);

/** Of people who are counted several ways, one way is taken: undivided before by grade before by school. */
const division = ({ site, stratum }: LoggedRow) => (site ? 2 : 0) + (stratum ? 1 : 0);

function ownRows({ goal, plan, rows }: Given, by: Dimension): LoggedRow[] {
	return rows.filter(
		(row) =>
			row.metric_id === goal.metricId &&
			stands(row) &&
			row.accepted &&
			label(row, by) !== null &&
			(by === 'subgroup' || row.subgroup === null) &&
			(row.phase === 'baseline' || row.period === plan.outcome_period)
	);
}

/** The latest baseline of some rows. */
function latest(rows: LoggedRow[]): LoggedRow[] {
	const [last] = [...rows].sort((a, b) => b.measured_on.localeCompare(a.measured_on));
	return rows.filter(({ period }) => period === last?.period);
}

function armsOf(rows: LoggedRow[], kind: Judged['kind']): Arms {
	const before = latest(rows.filter(({ phase }) => phase === 'baseline'));
	const of = (arm: Arm, phase: Phase) => {
		const some = phase === 'baseline' ? before : rows.filter((row) => row.phase === 'outcome');
		return cellOf(
			some.filter((row) => row.arm === arm),
			kind
		);
	};
	const both = (arm: Arm) => ({ baseline: of(arm, 'baseline'), outcome: of(arm, 'outcome') });
	return { pilot: both('pilot'), comparison: both('comparison') };
}

/** The two cells that an effect is the difference of. */
const sides = (arms: Arms, against: Effect['against']): (Cell | null)[] => [
	arms.pilot.outcome,
	against === 'baseline' ? arms.pilot.baseline : arms.comparison.outcome
];

const sizeOf = (cell: Cell | null, kind: Judged['kind']) =>
	(kind === 'count' ? cell?.exposure : cell?.n) ?? null;

/** Rows that would say of a small group, or of nearly all in one, what is not said of it. */
function keeps(goal: Judged, rows: LoggedRow[], everything: boolean): boolean {
	if (everything) return false;
	const ends = isShareOfPeople(goal) && cellOf(rows, goal.kind)?.hidden?.ends !== undefined;
	return ends || rows.some((row) => row.withheld);
}

function partOf(name: string, rows: LoggedRow[], contrast: Contrast, { goal, everything }: Given): Part {
	const nothing = { label: name, sizes: [null, null] as Part['sizes'], effect: null, adjusted: null };
	const arms = armsOf(rows, goal.kind);
	const both = sides(arms, contrast.against);
	if (both.includes(null)) return { ...nothing, state: 'alone' };
	const used = rows.filter((row) => contrast.against === 'comparison' || row.arm === 'pilot');
	if (keeps(goal, used, everything)) return { ...nothing, state: 'withheld' };
	const effect = effectOf(arms, contrast);
	if (!effect) return { ...nothing, state: 'alone' };
	const [pilot = null, other = null] = both.map((cell) => sizeOf(cell, goal.kind));
	return {
		label: name,
		state: 'told',
		sizes: [pilot, other],
		effect: narrowed(effect, contrast),
		adjusted: null
	};
}

/** Where classes or schools were assigned and nobody can say how large they are, an interval would be too narrow. */
function narrowed(effect: Effect, { clustering }: Contrast): Effect {
	const plain = effect.method === 'welch' || effect.method === 'risk difference';
	if (!clustering || clustering.size || !plain) return effect;
	return { ...effect, se: null, df: null, t: null, p: null, low: null, high: null };
}

function adjustedParts(parts: Part[]): Part[] {
	const tested = parts.filter(({ effect }) => effect?.p != null);
	if (tested.length === 0) return parts;
	const { adjusted } = benjaminiHochberg({ p: tested.map(({ effect }) => effect!.p!) });
	return parts.map((part) =>
		tested.includes(part) ? { ...part, adjusted: adjusted[tested.indexOf(part)] ?? null } : part
	);
}

function partsOf(given: Given, by: Dimension, rows: LoggedRow[], contrast: Contrast): Part[] {
	const names = [...new Set(rows.map((row) => label(row, by)!))].sort((a, b) =>
		a.localeCompare(b, 'en', { numeric: true })
	);
	return names.map((name) => {
		const own = rows.filter((row) => label(row, by) === name);
		const ways = [...new Set(own.map(division))].sort((a, b) => a - b);
		const tried = ways.map((way) =>
			partOf(
				name,
				own.filter((row) => division(row) === way),
				contrast,
				given
			)
		);
		return tried.find(({ state }) => state !== 'alone') ?? tried[0]!;
	});
}

/** Whole schools in one arm: each against all comparison schools together, whose rows are the same for every part. */
function againstAll(given: Given, rows: LoggedRow[], contrast: Contrast): Part[] {
	const ways = [...new Set(rows.map(division))];
	const one = rows.filter((row) => division(row) === Math.min(...ways));
	const comparison = one.filter(({ arm }) => arm === 'comparison');
	const pilot = one.filter(({ arm }) => arm === 'pilot');
	const names = [...new Set(pilot.map(({ site }) => site!))].sort((a, b) =>
		a.localeCompare(b, 'en', { numeric: true })
	);
	return names.map((name) =>
		partOf(name, [...pilot.filter(({ site }) => site === name), ...comparison], contrast, given)
	);
}

/**
 * An outcome by site or by subgroup, from rows as one reader may see them, one dimension at a time. A part that holds a row which they
 * are not told of is withheld whole. Null where there are fewer than two parts, or nothing that could be compared in any.
 */
export function breakdownOf(given: Given, by: Dimension): Breakdown | null {
	const { goal, plan } = given;
	if (goal.kind === 'total') return null;
	const rows = ownRows(given, by);
	const against = compares(plan) ? 'comparison' : 'baseline';
	const sum = armsOf(
		rows.filter((row) => !row.withheld),
		goal.kind
	);
	const clustering = clusteringOf(plan, { metric: goal }, sum);
	const known = clustering && { ...clustering, size: sum.pilot.outcome?.groups ? clustering.size : null };
	const contrast: Contrast = { kind: goal.kind, against, clustering: known };
	const within = partsOf(given, by, rows, contrast);
	const apart = by === 'site' && against === 'comparison' && within.every(({ state }) => state === 'alone');
	// One school is one unit: what varies between schools can't be seen in it, and the page says so.
	const parts = apart ? againstAll(given, rows, { ...contrast, clustering: null }) : within;
	if (parts.length < 2 || parts.every(({ state }) => state === 'alone')) return null;
	const adjusted = adjustedParts(parts);
	return {
		by,
		against: against === 'baseline' ? 'before' : apart ? 'all comparison' : 'own comparison',
		parts: adjusted,
		family: adjusted.filter((part) => part.adjusted !== null).length
	};
}
