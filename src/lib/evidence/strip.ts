/* The one picture of an effect, everywhere: an interval with ends, a diamond at the estimate, and lines for no difference, for what matters
   and for the target. Places are percent of the width, so that nothing shrinks on a narrow page. Pure. */
import { frameOf } from '#lib/pilots/glyph.ts';
import type { JudgedGoal, OutcomeResult } from './analysis.ts';
import type { Benefit } from './effect.ts';

/** What an effect is held against, in the metric's unit with its own sign; null where the plan says nothing. */
export type Marks = {
	/** The smallest effect that matters, to the good side. */
	wanted: number | null;
	/** The effect with which the pilot's level would be at its target. */
	target: number | null;
	/** How much worse a guardrail may be. */
	limit: number | null;
};

export type Frame = { from: number; to: number };

/** One effect in a frame, in percent of its width. */
export type Strip = {
	low: number | null;
	high: number | null;
	estimate: number | null;
	/** The interval goes on beyond what is shown. */
	cutLow: boolean;
	cutHigh: boolean;
};

const isFigure = (value: number | null | undefined): value is number =>
	typeof value === 'number' && Number.isFinite(value);

/** What matters and the limit, as differences. */
export function markedEffects(
	goal: Pick<JudgedGoal, 'better' | 'minimumEffect' | 'limit' | 'role' | 'kind'>
): Omit<Marks, 'target'> {
	const good = goal.better === 'higher' ? 1 : -1;
	const onLevel = goal.kind === 'count' || goal.kind === 'total';
	const limited = goal.role === 'guardrail' && !onLevel && goal.limit !== null;
	return {
		wanted: goal.minimumEffect ? goal.minimumEffect * good : null,
		limit: limited ? -Math.abs(goal.limit!) * good : null
	};
}

/** The same with the target, told from the level and the effect that the reader sees. */
export function marksOf({ goal, effect, target }: OutcomeResult): Marks {
	const known = isFigure(effect?.estimate) && isFigure(target?.level) && goal.kind !== 'total';
	return {
		...markedEffects(goal),
		target: known ? effect!.estimate! + (target!.target - target!.level!) : null
	};
}

/** A frame in which some effects and what they are held against stand on one scale; null where there is nothing to show. */
export function frame(spots: readonly Benefit[], { wanted, target, limit }: Marks): Frame | null {
	const core = [...spots.map(({ estimate }) => estimate), wanted, target, limit].filter(isFigure);
	const known = [...core, ...spots.flatMap(({ low, high }) => [low, high]).filter(isFigure)];
	if (known.length === 0) return null;
	const { from, to } = frameOf(core, known);
	const room = 0.05 * (to - from || 1);
	return { from: from - room, to: to + room };
}

/** Where a value stands, from 0 to 100, at an end where it is beyond. */
export function place({ from, to }: Frame, value: number): number {
	const at = ((value - from) / (to - from || 1)) * 100;
	return Math.round(Math.min(Math.max(at, 0), 100) * 100) / 100;
}

export function strip({ estimate, low, high }: Benefit, shown: Frame): Strip {
	const at = (value: number | null) => (isFigure(value) ? place(shown, value) : null);
	return {
		low: at(low),
		high: at(high),
		estimate: at(estimate),
		cutLow: isFigure(low) && low < shown.from,
		cutHigh: isFigure(high) && high > shown.to
	};
}
