import type { Analysis } from '#lib/evidence/analysis.ts';
import { benefitOf, type ReportedEffect } from '#lib/evidence/effect.ts';
import { isUndefined, trend } from '#lib/evidence/statistics/index.ts';
import type { MetricReading, WaveReading } from '#lib/evidence/waves/wave-reading.ts';

/** Figures turned so that more is better. */
export type Effect = { estimate: number; low: number | null; high: number | null };

type Goal = MetricReading['goal'];

/** An effect at the decision and by the waves since. `changed` only where the intervals have nothing in common. */
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
	from: { period: string; level: number };
	to: { period: string; level: number };
	periods: number;
	/** Of a line through all periods, weighted by who was asked: null where there are too few. */
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

function changedFrom(then: Effect | null, now: Effect | null): EffectDrift['changed'] {
	if (!then || !now || then.low === null || then.high === null || now.low === null || now.high === null)
		return null;
	if (now.high < then.low) return 'smaller';
	return now.low > then.high ? 'larger' : 'not shown';
}

const months = (on: string) => Date.parse(on.slice(0, 10)) / (86_400_000 * 30.44);
/** Less than this share of where it began is no movement. */
const STILL = 0.02;

function levelDrift({ goal, running }: MetricReading, since: string | null): LevelDrift | null {
	const told = running.filter(({ cell, on }) => cell.level !== null && (since === null || on >= since));
	const [first, last] = [told[0], told.at(-1)];
	if (!first || !last || first === last) return null;
	const change = last.cell.level! - first.cell.level!;
	const line = trend({
		points: told.map(({ on, cell }) => ({ x: months(on), y: cell.level!, weight: cell.n ?? 1 }))
	});
	const sure = isUndefined(line) ? null : line.low > 0 || line.high < 0;
	// Of an outcome somebody said how much matters.
	const still = goal.minimumEffect === null ? STILL * Math.abs(first.cell.level!) : goal.minimumEffect;
	const moved = goal.minimumEffect === null ? Math.abs(change) > still : Math.abs(change) >= still;
	const way = !moved ? 'stayed' : change < 0 ? 'fell' : 'rose';
	return {
		goal,
		from: { period: first.period, level: first.cell.level! },
		to: { period: last.period, level: last.cell.level! },
		periods: told.length,
		sure,
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
