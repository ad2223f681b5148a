import type { Arms } from './cells.ts';
import type { Effect, Size } from './effect.ts';
import type { Contrast, StratumEffect } from './effects.ts';
import type { EvidenceInput, Goal, Plan } from './input.ts';
import { reach95 } from './proportions.ts';
import { alwaysValid, isUndefined } from './statistics/index.ts';

/*
 * Looking early. An interval at 95% misses once in twenty times at one look; whoever looks each week, and stops when it leaves zero out,
 * is misled far more often. Until the cycle is over the interval that stays valid however often one looks stands in its place, and
 * where a pilot was stopped early it decides.
 */

/** Results are read before their time: because the pilot still runs, or because it was stopped before its cycle was over. */
export type Early = {
	running: boolean;
	/** The day on which the cycle is over; null where none is named. */
	until: string | null;
	/** Whether the plan allows to stop for a clear result. */
	mayStop: boolean;
};

/** Null where the fixed interval decides: once the cycle is over, and before launch. */
export function earlyOf({ pilot, plan }: EvidenceInput): Early | null {
	if (!pilot.running && !pilot.stopped_early) return null;
	return { running: pilot.running, until: pilot.cycle_end, mayStop: plan?.early_stopping ?? false };
}

/** Under so many degrees of freedom the variance is too uncertain itself for an interval that allows for looking. */
export const LEAST_DF = 30;

/**
 * How far effects lie from zero where the plan names nothing, in standard deviations. Not the median published effect, 0.1: the interval
 * is narrowest where this is about three times the standard error, and no pilot of a district has one of 0.03.
 */
export const CUSTOMARY_SPREAD = 0.3;

/** A standard deviation is about so much on the scale of log odds, and of log ratios where events are rare. Source: Cox (1970), as `coxIndex`. */
const LOG_UNITS = 1.65;

export type Looking = { plan: Pick<Plan, 'effect_spread'>; goal: Goal };

/** What is set against what. */
const cellsOf = ({ against }: Contrast, { pilot, comparison }: Arms) => [
	pilot.outcome,
	against === 'comparison' ? comparison.outcome : pilot.baseline
];

/** The spread of single values in the metric's unit: as planned, else as seen in these groups. */
function sdOf({ goal }: Looking, contrast: Contrast, arms: Arms): number | null {
	if (goal.planned_sd !== null) return goal.planned_sd;
	const [, cell] = cellsOf(contrast, arms);
	if (goal.metric.kind !== 'proportion') return cell?.sd || null;
	const share = cell?.level ?? 0;
	// Where none or all did, nothing is seen of the spread: the widest that a share can have.
	return share > 0 && share < 1 ? Math.sqrt(share * (1 - share)) : 0.5;
}

/** Degrees of freedom: those of the effect, else people less two; events, where it is events that are counted. */
function dfOf(contrast: Contrast, effect: Effect, arms: Arms): number {
	if (effect.df !== null) return effect.df;
	const total = (column: 'events' | 'n') =>
		cellsOf(contrast, arms).reduce((sum, cell) => sum + (cell?.[column] ?? 0), 0);
	return contrast.kind === 'count' ? total('events') : total('n') - 2;
}

/** The variance of a difference of shares as it is seen, of added up groups; 0 where that can't be said. */
function unpooled(contrast: Contrast, arms: Arms): number {
	if (contrast.kind !== 'proportion') return 0;
	return cellsOf(contrast, arms).reduce((sum, cell) => {
		const { n, level } = cell ?? {};
		return sum + (n && level != null ? (level * (1 - level)) / n : 0);
	}, 0);
}

function widened(size: Size | null, by: number): Size | null {
	if (!size) return null;
	const end = (value: number) => size.g + (value - size.g) * by;
	return { ...size, se: null, low: end(size.low), high: end(size.high) };
}

const nothing = { se: null, t: null, p: null, low: null, high: null, size: null, heterogeneity: null };

/** An effect with the interval that stays valid; `df` and the spread of effects are those of what it was computed from. */
function looked(effect: Effect, contrast: Contrast, arms: Arms, df: number, looking: Looking): Effect {
	const { low, high, ratio, se } = effect;
	if (low === null || high === null) return effect;
	const few: Effect = { ...effect, ...nothing, df: null, ratio: null, early: 'too few' };
	const spread = looking.plan.effect_spread ?? CUSTOMARY_SPREAD;
	if (df < LEAST_DF) return few;
	if (ratio) {
		const logSe = Math.log(ratio.high / ratio.low) / (2 * reach95);
		const seen = alwaysValid({
			difference: Math.log(ratio.ratio),
			variance: logSe ** 2,
			tau2: (spread * LOG_UNITS) ** 2
		});
		if (isUndefined(seen)) return few;
		// Of the difference as of the ratio, by the rate that the ratio is held against.
		const other = (high - low) / (ratio.high - ratio.low);
		const [least, most] = [Math.exp(seen.low), Math.exp(seen.high)];
		return {
			...effect,
			low: other * (least - 1),
			high: other * (most - 1),
			p: seen.p,
			t: null,
			ratio: { ...ratio, low: least, high: most },
			early: 'always valid'
		};
	}
	const sd = sdOf(looking, contrast, arms);
	const variance = Math.max((se ?? 0) ** 2, effect.strata > 0 ? 0 : unpooled(contrast, arms));
	if (!sd || !(variance > 0)) return few;
	const seen = alwaysValid({ difference: effect.estimate, variance, tau2: (spread * sd) ** 2 });
	if (isUndefined(seen)) return few;
	const within = (value: number) =>
		contrast.kind === 'proportion' ? Math.min(1, Math.max(-1, value)) : value;
	return {
		...effect,
		low: within(seen.low),
		high: within(seen.high),
		p: seen.p,
		t: null,
		size: widened(effect.size, (seen.high - seen.low) / (high - low)),
		early: 'always valid'
	};
}

export type Within = { effect: Effect | null; strata: StratumEffect[]; leftOut: string[] };

/**
 * The effect over all strata and within each as one may read them before their time. Each interval rests on nothing but the groups of its
 * own effect, so that what is told of one stratum tells nothing of the others.
 */
export function lookedWithin(
	arms: Arms,
	contrast: Contrast,
	{ effect, strata, leftOut }: Within,
	looking: Looking
): Within {
	const usable = strata.filter((part) => part.effect?.low != null);
	const known = (part: StratumEffect) => (part.effect ? dfOf(contrast, part.effect, part.arms) : 0);
	const df =
		effect &&
		(effect.strata > 0 ? usable.reduce((sum, part) => sum + known(part), 0) : dfOf(contrast, effect, arms));
	return {
		effect: effect && looked(effect, contrast, arms, df ?? 0, looking),
		strata: strata.map((part) => ({
			...part,
			effect: part.effect && looked(part.effect, contrast, part.arms, known(part), looking)
		})),
		leftOut
	};
}
