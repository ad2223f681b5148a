import type { Analysis } from '#lib/evidence/analysis.ts';
import { benefitOf, type ReportedEffect } from '#lib/evidence/effect.ts';
import type { Cell } from '#lib/evidence/cells.ts';
import { groupOf } from '#lib/evidence/means.ts';
import {
	isUndefined,
	meanDifference,
	rateRatio,
	riskDifference,
	trend
} from '#lib/evidence/statistics/index.ts';
import type { MetricReading, WavePoint, WaveReading } from '#lib/evidence/waves/wave-reading.ts';

/** Figures turned so that more is better. */
export type Effect = { estimate: number; low: number | null; high: number | null };

type Goal = MetricReading['goal'];

/** An effect at the decision and by the waves since. `changed` only where the interval of their difference leaves out zero. */
export type EffectDrift = {
	goal: Goal;
	then: Effect | null;
	now: Effect | null;
	changed: 'smaller' | 'larger' | 'not shown' | null;
	/** Its level over the periods since the adoption, which tells of a change where nobody is left to compare with. */
	level: LevelDrift | null;
};

/** A level over the periods since the adoption. Slope in the metric's unit a month. */
export type LevelDrift = {
	goal: Goal;
	from: { period: string; level: number; sites: number };
	to: { period: string; level: number; sites: number };
	periods: number;
	/** By the last period against the first, or from four on by a line through all of them, weighted by who was asked. */
	by: 'ends' | 'line';
	/** Whether that is more than chance; null where it can't be told. */
	sure: boolean | null;
	way: 'fell' | 'rose' | 'stayed';
	/** It went the wrong way for this metric. */
	worse: boolean;
};

export type Drift = {
	effects: EffectDrift[];
	use: LevelDrift[];
	guardrails: WaveReading['guardrails'] | null;
};

function effectOf(effect: ReportedEffect | null | undefined, goal: Goal): Effect | null {
	if (!effect || effect.estimate === null) return null;
	const { estimate, low, high } = benefitOf(effect, goal.better);
	return estimate === null ? null : { estimate, low, high };
}

/**
 * Whether two effects that were measured apart differ: the interval of their difference, from the two intervals. That these touch says
 * little: two that just don't are 2.8 standard errors apart, where 2.0 are enough.
 * Source: Zou & Donner (2008), Statistics in Medicine 27(10), with which also intervals that are not symmetric can be compared.
 */
function changedFrom(then: Effect | null, now: Effect | null): EffectDrift['changed'] {
	if (!then || !now || then.low === null || then.high === null || now.low === null || now.high === null)
		return null;
	const change = now.estimate - then.estimate;
	if (change + Math.hypot(now.high - now.estimate, then.estimate - then.low) < 0) return 'smaller';
	return change - Math.hypot(now.estimate - now.low, then.high - then.estimate) > 0 ? 'larger' : 'not shown';
}

const months = (on: string) => Date.parse(on.slice(0, 10)) / (86_400_000 * 30.44);
/** Less than this share of where it began is no movement. */
const STILL = 0.02;
/** From so many periods on a line through them tells more than its two ends. */
const LINE = 4;

/** Whether one period differs from another by more than chance among those who were asked. */
function endsDiffer(first: Cell, last: Cell, kind: Goal['kind']): boolean | null {
	const leavesOut = (value: number, { low, high }: { low: number; high: number }) =>
		low > value || high < value;
	if (kind === 'mean') {
		const [treatment, comparison] = [groupOf(last), groupOf(first)];
		const found = treatment && comparison && meanDifference({ treatment, comparison });
		return found && !isUndefined(found) ? leavesOut(0, found) : null;
	}
	if (kind === 'total' || first.events === null || last.events === null) return null;
	if (kind === 'proportion') {
		if (!first.n || !last.n) return null;
		const of = ({ n, events }: Cell) => ({ n: n!, events: events! });
		return leavesOut(0, riskDifference({ treatment: of(last), comparison: of(first) }));
	}
	if (!first.exposure || !last.exposure) return null;
	const of = ({ events, exposure }: Cell) => ({ events: events!, exposure: exposure! });
	const found = rateRatio({ treatment: of(last), comparison: of(first) });
	return isUndefined(found) ? null : leavesOut(1, found);
}

/** Whether a line through all periods goes the way that the last went from the first, and by more than chance. */
function lineTells(told: readonly WavePoint[], change: number): boolean | null {
	const line = trend({
		points: told.map(({ on, cell }) => ({ x: months(on), y: cell.level!, weight: cell.n ?? 1 }))
	});
	return isUndefined(line) ? null : change < 0 ? line.high < 0 : line.low > 0;
}

function levelDrift({ goal, running }: MetricReading, since: string | null): LevelDrift | null {
	const told = running.filter(({ cell, on }) => cell.level !== null && (since === null || on >= since));
	const [first, last] = [told[0], told.at(-1)];
	if (!first || !last || first === last) return null;
	const end = ({ period, sites, cell }: WavePoint) => ({ period, sites, level: cell.level! });
	const change = last.cell.level! - first.cell.level!;
	const by = told.length < LINE ? 'ends' : 'line';
	// Of an outcome somebody said how much matters.
	const still = goal.minimumEffect === null ? STILL * Math.abs(first.cell.level!) : goal.minimumEffect;
	const moved = goal.minimumEffect === null ? Math.abs(change) > still : Math.abs(change) >= still;
	const way = !moved ? 'stayed' : change < 0 ? 'fell' : 'rose';
	return {
		goal,
		from: end(first),
		to: end(last),
		periods: told.length,
		by,
		sure: by === 'ends' ? endsDiffer(first.cell, last.cell, goal.kind) : lineTells(told, change),
		way,
		worse: way !== 'stayed' && (way === 'fell') === (goal.better === 'higher')
	};
}

/**
 * How an adopted pilot moved away from what was decided on: its judged outcomes at the decision and by the waves, and its use since the
 * adoption. `decided` is the analysis as it was then; `since` the day of the adoption. Pure.
 */
export function driftOf(
	reading: WaveReading | null,
	decided: Partial<Analysis> | null,
	since: string | null
): Drift {
	if (!reading) return { effects: [], use: [], guardrails: null };
	const before = Array.isArray(decided?.outcomes) ? decided.outcomes : [];
	const judged = reading.metrics.filter(
		({ goal }) => (goal.role === 'primary' || goal.role === 'key') && goal.kind !== 'total'
	);
	return {
		effects: judged.map((metric) => {
			const { goal, effect } = metric;
			const outcome = before.find((one) => one.goal.metricId === goal.metricId);
			const [then, now] = [effectOf(outcome?.effect, goal), effectOf(effect, goal)];
			return { goal, then, now, changed: changedFrom(then, now), level: levelDrift(metric, since) };
		}),
		use: reading.metrics
			.filter(({ goal }) => goal.measures === 'use')
			.map((metric) => levelDrift(metric, since))
			.filter((found) => found !== null),
		guardrails: reading.metrics.some(({ goal }) => goal.role === 'guardrail') ? reading.guardrails : null
	};
}
