import { costEach, type CostEach } from './cheaper.ts';
import { firstMatch, type Facts, type Rule } from './decide.ts';
import type { Early } from './early.ts';
import type { Goal, Plan } from './input.ts';
import { halfWidthOf, moreInEach, wantsMore, type More } from './more-needed.ts';
import type { Outcome } from './terms.ts';
import type { OutcomeResult } from './analysis.ts';
import { detects, layoutOf } from './plan-power.ts';

/** What the evidence permits, and the rule that said so. The first of `permitted` is what the rule leans to. */
export type Recommendation = {
	rule: RecommendationRule;
	permitted: Outcome[];
	facts: {
		/** The primary outcome's verdict; null where the pilot has no primary outcome. */
		primary: OutcomeResult['verdict']['verdict'] | null;
		/** Names of the guardrails in each of these states. */
		breached: string[];
		atRisk: string[];
		unanswered: string[];
		/** The smallest effect that the plan could find, in the primary metric's unit, and the one that matters. */
		detectable: number | null;
		minimum: number | null;
		/** How many more in each arm, or weeks, would narrow the interval to what matters. */
		more: More | null;
		/** What the pilot's way and the other cost for each who was measured; null where that isn't on record. */
		cost: CostEach | null;
	};
};

export const recommendationRules = [
	{
		rule: 'invalid',
		permitted: ['extend', 'sunset'],
		when: [{ fact: 'primary', is: 'equal', to: 'invalid' }]
	},
	{
		rule: 'guardrail breached',
		permitted: ['sunset', 'extend'],
		when: [{ fact: 'breached', is: 'above', to: 0 }]
	},
	{ rule: 'still running', permitted: ['extend'], when: [{ fact: 'waits', is: 'equal', to: true }] },
	{ rule: 'harm', permitted: ['sunset', 'extend'], when: [{ fact: 'primary', is: 'equal', to: 'harm' }] },
	{
		rule: 'clear gain',
		permitted: ['scale'],
		when: [
			{ fact: 'primary', is: 'equal', to: 'clear gain' },
			{ fact: 'unsafe', is: 'equal', to: 0 }
		]
	},
	{
		rule: 'no worse and cheaper',
		permitted: ['scale'],
		when: [
			{ fact: 'primary', is: 'equal', to: 'no worse' },
			{ fact: 'cheaper', is: 'equal', to: true },
			{ fact: 'unsafe', is: 'equal', to: 0 }
		]
	},
	{
		rule: 'no gain that matters',
		permitted: ['sunset', 'shelve'],
		when: [{ fact: 'primary', is: 'equal', to: 'no gain that matters' }]
	},
	{
		rule: "this design can't tell",
		permitted: ['scale', 'extend', 'shelve', 'sunset'],
		when: [
			{ fact: 'primary', is: 'equal', to: "can't tell" },
			{ fact: 'detectable', is: 'above', to: { fact: 'minimum' } },
			{ fact: 'halfWidth', is: 'above', to: { fact: 'minimum' } }
		]
	},
	{
		rule: 'no comparison',
		permitted: ['scale', 'extend', 'shelve', 'sunset'],
		when: [
			{
				fact: 'primary',
				is: 'one of',
				to: ['changed since before', 'unchanged since before', 'target met', 'target missed']
			},
			{ fact: 'unsafe', is: 'equal', to: 0 }
		]
	},
	{
		rule: 'not enough data',
		permitted: ['extend', 'shelve'],
		when: [{ fact: 'primary', is: 'one of', to: ['not enough data', 'none'] }]
	},
	{ rule: 'otherwise', permitted: ['extend', 'shelve'], when: [] }
] as const satisfies readonly (Rule & { permitted: readonly Outcome[] })[];

export type RecommendationRule = (typeof recommendationRules)[number]['rule'];

/** The planned smallest detectable effect in the metric's own unit; null where the plan doesn't say enough. */
export function detectableEffect(plan: Plan, goal: Goal, observedSd: number | null): number | null {
	const sd = goal.planned_sd ?? observedSd;
	const layout = layoutOf(plan, goal.metric.domain);
	const found = layout && detects(layout, plan.pretest_r2 ?? 0);
	return sd && found !== null ? found * sd : null;
}

function sdOf({ goal, arms }: OutcomeResult): number | null {
	const { comparison, pilot } = arms;
	const cell = comparison.outcome ?? pilot.outcome;
	if (goal.kind === 'proportion' && cell?.level != null) return Math.sqrt(cell.level * (1 - cell.level));
	return cell?.sd ?? null;
}

/** Reads the table with the primary outcome's verdict and the guardrails; the first line that holds decides. */
export function recommend(
	plan: Plan | null,
	goals: Goal[],
	outcomes: OutcomeResult[],
	early: Early | null
): Recommendation {
	const primary = outcomes.find(({ goal }) => goal.role === 'primary');
	const planned = goals.find(({ role }) => role === 'primary');
	const guardrails = outcomes.filter(({ goal }) => goal.role === 'guardrail');
	const inState = (state: string) =>
		guardrails.filter(({ verdict }) => verdict.verdict === state).map(({ goal }) => goal.name);
	const [breached, atRisk, unanswered] = [
		inState('breached'),
		inState('at risk'),
		inState('not enough data')
	];
	const halfWidth = primary ? halfWidthOf(primary) : null;
	const cost = primary ? costEach(primary, goals, outcomes) : null;
	const detectable = plan && planned && primary ? detectableEffect(plan, planned, sdOf(primary)) : null;
	const minimum = primary?.goal.minimumEffect ?? null;
	const verdict = primary?.verdict.verdict ?? 'none';
	const open = verdict === 'none' || verdict === 'not yet' || verdict === 'not enough data';
	const known: Facts = {
		primary: verdict,
		// Until the cycle is over, unless the plan allows to stop for a result that is clear already.
		waits: (early?.running ?? false) && (open || !early?.mayStop),
		breached: breached.length,
		unsafe: breached.length + atRisk.length + unanswered.length,
		cheaper: cost && cost.pilot < cost.comparison,
		detectable,
		minimum,
		halfWidth
	};
	const { rule, permitted } = firstMatch<(typeof recommendationRules)[number]>(recommendationRules, known);
	return {
		rule,
		permitted: [...permitted],
		facts: {
			primary: primary?.verdict.verdict ?? null,
			breached,
			atRisk,
			unanswered,
			detectable,
			minimum,
			more: wantsMore(rule) && primary ? moreInEach(primary) : null,
			cost
		}
	};
}
