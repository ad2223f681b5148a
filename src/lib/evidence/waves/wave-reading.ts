import type { JudgedGoal } from '../analysis.ts';
import { cellOf, overall, type Cell } from '../cells.ts';
import { countsGroups } from '../clustering.ts';
import type { Effect, ReportedEffect } from '../effect.ts';
import { effectOf } from '../effects.ts';
import type { Goal, Row } from '../input.ts';
import { rowsOf } from '../rows.ts';
import { changeOfSites, delayedStart, type Basis, type DelayedStart } from './delayed-start.ts';
import { pairUp, siteChange, type NoPair, type Pairing } from './pairs.ts';
import { place, rowsOfGoal, type Misplaced, type Placing } from './placing.ts';
import { lastDays, sitePeriods } from './site-periods.ts';
import type { Wave, WaveInput } from './wave-input.ts';
import { judgeWaves, type WaveVerdict } from './wave-verdict.ts';

/** What was measured in a period: how many sites, none where it was told as one, and their groups added up. */
export type WavePoint = { period: string; on: string; when: 'before' | 'after'; sites: number; cell: Cell };

/** A wave over its periods; without a wave the places where it runs outside of any. */
export type WaveSeries = { wave: string | null; points: WavePoint[] };

export type ReportedPair = {
	wave: string;
	against: string;
	period: string;
	base: string;
	sites: { pilot: number; comparison: number };
	/** Null where it is withheld. */
	estimate: number | null;
};

export type MetricReading = {
	goal: JudgedGoal;
	series: WaveSeries[];
	/** Wherever it runs since it scales, period by period. */
	running: WavePoint[];
	effect: ReportedEffect | null;
	basis: Basis;
	weak: boolean;
	/** After how many periods it could be read: each is another try for chance. */
	looks: number;
	sites: { pilot: number; comparison: number };
	/** People behind the effect after; null where they aren't counted or not told. */
	people: { pilot: number; comparison: number } | null;
	pairs: ReportedPair[];
	/** Waves that are in no comparison, and why. */
	not: { wave: string; why: NoPair }[];
	/** Where it runs, the latest after less before: what a guardrail is held against as long as nobody waits. */
	change: ReportedEffect | null;
	verdict: WaveVerdict;
};

export type Guardrails = 'held' | 'open' | 'at risk' | 'breached';

/** Results that nobody logged: of some sites in a period in which others were, or none at all since it scales. */
export type Unlogged = { metric: string; period: string | null; sites: string[] };

/** Raised when the rules or the shape change, so that readings kept by an earlier version are computed anew. */
export const READING_VERSION = 2;

/** What the results of a pilot's waves say. Keys and figures; the words are the page's. */
export type WaveReading = {
	version: typeof READING_VERSION;
	since: string | null;
	minimumGroup: number;
	waves: Wave[];
	metrics: MetricReading[];
	guardrails: Guardrails;
	misplaced: Misplaced[];
	unlogged: Unlogged[];
	usedBefore: string[];
};

/** A metric's reading with what its effects were computed from, which decides what of it is told. */
export type Read = { metric: MetricReading; fed: Cell[]; changeFed: Cell[] };

const roles: Goal['role'][] = ['primary', 'key', 'secondary', 'guardrail'];

function goalOf(goal: Goal, { plan }: WaveInput, cell: Cell | null): JudgedGoal {
	const { metric } = goal;
	return {
		id: goal.id,
		metricId: goal.metric_id,
		role: goal.role,
		objective: goal.objective,
		name: metric.name,
		unit: metric.unit,
		kind: metric.kind,
		better: metric.better,
		about: metric.about,
		domain: metric.domain,
		measures: metric.measures,
		target: goal.target,
		minimumEffect: goal.minimum_effect,
		limit: goal.guardrail_limit,
		margin: goal.margin,
		counts: plan && countsGroups(plan, goal, cell) ? 'groups' : 'people'
	};
}

const byDay = (a: WavePoint, b: WavePoint) =>
	a.on.localeCompare(b.on) || a.period.localeCompare(b.period, 'en', { numeric: true });

function pointsOf(rows: Row[], kind: Goal['metric']['kind'], when: WavePoint['when']): WavePoint[] {
	return [...Map.groupBy(rows, ({ period }) => period)]
		.flatMap(([period, some]) => {
			const cell = cellOf(some, kind);
			const on = some.reduce((day, row) => (row.measured_on > day ? row.measured_on : day), '');
			return cell
				? [{ period, on, when, sites: new Set(some.flatMap(({ site }) => site ?? [])).size, cell }]
				: [];
		})
		.sort(byDay);
}

function seriesOf(kind: Goal['metric']['kind'], waves: readonly Wave[], placing: Placing): WaveSeries[] {
	const of = (wave: Wave, when: 'before' | 'after') =>
		pointsOf(
			sitePeriods(kind, placing.placed, wave.id, when).flatMap(({ rows }) => rows),
			kind,
			when
		);
	const series = waves.map((wave) => ({
		wave: wave.id as string | null,
		points: [...of(wave, 'before'), ...of(wave, 'after')].sort(byDay)
	}));
	if (placing.own.length > 0) series.unshift({ wave: null, points: pointsOf(placing.own, kind, 'after') });
	return series.filter(({ points }) => points.length > 0);
}

/** A change since before, and the cells that it was computed from. */
type Since = { change: Effect | null; fed: Cell[] };

/**
 * Wherever it runs in the latest period, against the same sites before; against the pilot's own baseline where there are no waves, as
 * its plan had it.
 */
function sinceBefore(goal: Goal, input: WaveInput, placing: Placing, latest: string | undefined): Since {
	const { kind } = goal.metric;
	const changes = input.waves.flatMap((wave) => {
		const after = sitePeriods(kind, placing.placed, wave.id, 'after').filter(
			({ period }) => period === latest
		);
		const before = sitePeriods(kind, placing.placed, wave.id, 'before').sort((a, b) =>
			b.on.localeCompare(a.on)
		);
		return after.flatMap((one) => {
			const earlier = before.find(({ site }) => site === one.site);
			return earlier ? [siteChange(earlier, one)] : [];
		});
	});
	if (changes.length > 0)
		return {
			change: kind === 'total' ? null : changeOfSites(changes),
			fed: changes.flatMap(({ before, after }) => [before, after])
		};
	const own = placing.own.filter(({ period }) => period === latest);
	if (own.length === 0) return { change: null, fed: [] };
	const { baseline } = overall(rowsOf(goal, input), goal).pilot;
	const outcome = cellOf(own, kind);
	const arms = { pilot: { baseline, outcome }, comparison: { baseline: null, outcome: null } };
	return {
		change: effectOf(arms, { kind, against: 'baseline', clustering: null }),
		fed: [baseline, outcome].filter((cell) => cell !== null)
	};
}

function fedBy({ pairs }: Pairing): Cell[] {
	return pairs.flatMap(({ pilot, comparison }) =>
		[...pilot, ...comparison].flatMap(({ before, after }) => [before, after])
	);
}

function peopleOf({ pairs }: Pairing, goal: JudgedGoal): MetricReading['people'] {
	const of = (side: 'pilot' | 'comparison') =>
		pairs.reduce(
			(total, pair) => total + pair[side].reduce((some, { after }) => some + (after.n ?? 0), 0),
			0
		);
	const counted = goal.kind !== 'count' && goal.counts === 'people' && pairs.length > 0;
	return counted ? { pilot: of('pilot'), comparison: of('comparison') } : null;
}

function readMetric(goal: Goal, input: WaveInput, placing: Placing): Read {
	const { kind } = goal.metric;
	const pairing = pairUp(kind, input.waves, placing);
	const delayed: DelayedStart | null = delayedStart(pairing.pairs, kind);
	const series = seriesOf(kind, input.waves, placing);
	const after = placing.placed.filter(({ when }) => when === 'after').map(({ row }) => row);
	const running = pointsOf([...placing.own, ...after], kind, 'after');
	const latest = running.at(-1);
	const { change, fed: changeFed } = sinceBefore(goal, input, placing, latest?.period);
	const told = goalOf(goal, input, latest?.cell ?? null);
	const count = (side: 'pilot' | 'comparison') =>
		pairing.pairs.reduce((total, pair) => total + pair[side].length, 0);
	return {
		metric: {
			goal: told,
			series,
			running,
			effect: delayed?.effect ?? null,
			basis: delayed?.basis ?? 'none',
			weak: delayed?.weak ?? false,
			looks: new Set(after.map(({ period }) => period)).size,
			sites: { pilot: count('pilot'), comparison: count('comparison') },
			people: peopleOf(pairing, told),
			pairs: delayed
				? pairing.pairs.map(({ wave, against, period, base, pilot, comparison }, at) => ({
						wave: wave.name,
						against: against.name,
						period,
						base,
						sites: { pilot: pilot.length, comparison: comparison.length },
						estimate: delayed.pairs[at]!.estimate
					}))
				: [],
			not: pairing.not,
			change,
			verdict: judgeWaves({
				goal,
				delayed,
				change,
				level: latest?.cell.level ?? null,
				past: !pairing.pairs.some(({ period }) => period === latest?.period)
			})
		},
		fed: fedBy(pairing),
		changeFed
	};
}

function unloggedOf(goal: Goal, input: WaveInput): Unlogged[] {
	const since = input.scaling_since;
	if (since === null) return [];
	const rows = rowsOfGoal(goal, input).filter((row) => row.phase === 'outcome' && row.measured_on >= since);
	if (rows.length === 0) return [{ metric: goal.metric.name, period: null, sites: [] }];
	const waves = input.waves.filter(({ stopped_on }) => stopped_on === null);
	const sites = waves.flatMap((wave) => wave.sites);
	if (!rows.some(({ site }) => site !== null && sites.includes(site))) return [];
	const order = lastDays(
		rows.map((row) => ({ site: '', period: row.period, on: row.measured_on, cell: null as never, rows: [] }))
	);
	return [...order.keys()]
		.sort((a, b) => order.get(a)!.localeCompare(order.get(b)!))
		.map((period) => {
			const here = rows.filter((row) => row.period === period);
			const began = ({ started_on }: Wave) => started_on !== null && started_on <= order.get(period)!;
			// Where nobody waits any more, one result of everywhere is enough; and nobody uses what has not come yet.
			const whole = waves.every(began) && here.some(({ site }) => site === null);
			const asked = goal.metric.measures === 'outcome' ? waves : waves.filter(began);
			return {
				metric: goal.metric.name,
				period: period as string | null,
				sites: whole
					? []
					: asked.flatMap((wave) => wave.sites).filter((site) => !here.some((row) => row.site === site))
			};
		})
		.filter((one) => one.sites.length > 0);
}

function guardrailsOf(metrics: MetricReading[]): Guardrails {
	const found = metrics.filter(({ goal }) => goal.role === 'guardrail').map(({ verdict }) => verdict.verdict);
	if (found.includes('breached')) return 'breached';
	if (found.includes('at risk')) return 'at risk';
	return found.includes('not enough data') ? 'open' : 'held';
}

/** The same with what each effect rests on. Pure. */
export function readWhole(input: WaveInput): { reading: WaveReading; read: Read[] } {
	const goals = [...input.goals].sort(
		(a, b) =>
			roles.indexOf(a.role) - roles.indexOf(b.role) || a.metric.name.localeCompare(b.metric.name, 'en')
	);
	const placings = goals.map((goal) => place(goal, input));
	const read = goals.map((goal, at) => readMetric(goal, input, placings[at]!));
	const metrics = read.map(({ metric }) => metric);
	const reading: WaveReading = {
		version: READING_VERSION,
		since: input.scaling_since,
		minimumGroup: input.pilot.minimum_group,
		waves: input.waves,
		metrics,
		guardrails: guardrailsOf(metrics),
		misplaced: placings.flatMap(({ misplaced }) => misplaced),
		unlogged: goals.flatMap((goal) => unloggedOf(goal, input)),
		usedBefore: [...new Set(placings.flatMap(({ usedBefore }) => usedBefore))]
	};
	return { reading, read };
}
