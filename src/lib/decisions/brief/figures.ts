import type { Analysis } from '#lib/evidence/analysis.ts';
import { worthOf } from '#lib/evidence/worth.ts';

/**
 * The figures that a brief says beside its analysis, each under the name of its outcome goal: levels, effect, target and verdict, use,
 * net minutes, cost, and cost per unit of effect. Unrounded, in the metric's own unit. Pure: the same analysis gives the same figures.
 */
export function figuresOfBrief({ outcomes, recommendation }: Pick<Analysis, 'outcomes' | 'recommendation'>) {
	const worth = worthOf(outcomes);
	return {
		outcomes: outcomes.map(({ goal, arms, effect, target, verdict }) => ({
			goal: goal.id,
			name: goal.name,
			role: goal.role,
			pilot: arms.pilot.outcome?.level ?? null,
			against:
				(effect?.against === 'baseline' ? arms.pilot.baseline : arms.comparison.outcome)?.level ?? null,
			effect: effect && { estimate: effect.estimate, low: effect.low, high: effect.high, p: effect.p },
			target: target && { target: target.target, reached: target.reached },
			verdict: verdict.verdict
		})),
		worth: worth && {
			use: worth.use.map(({ goal, planned, actual, reached }) => ({
				goal: goal.id,
				planned,
				actual,
				reached
			})),
			minutes: worth.minutes && {
				saved: worth.minutes.saved,
				checking: worth.minutes.checking,
				net: worth.minutes.net,
				why: worth.minutes.why
			},
			cost: worth.cost && {
				total: worth.cost.total,
				people: worth.cost.people,
				each: worth.cost.each,
				perUnit: worth.cost.perUnit,
				perMinimum: worth.cost.perMinimum,
				why: worth.cost.why
			}
		},
		recommendation: { rule: recommendation.rule, permitted: recommendation.permitted }
	};
}
export type BriefFigures = ReturnType<typeof figuresOfBrief>;
