import type { OutcomeResult } from './analysis.ts';
import { benefitOf } from './effect.ts';
import type { EvidenceInput } from './input.ts';
import type { Recommendation } from './recommendation.ts';
import { rowsOf } from './rows.ts';

/** How many more there must be: in each arm, or over how many more weeks at the pace so far. */
export type More = { of: 'groups' | 'people' | 'weeks'; perArm: number };

const WEEK = 7 * 86_400_000;

/** How far an interval reaches to either side; null where there is none. */
export function halfWidthOf({ effect, goal }: OutcomeResult): number | null {
	const benefit = effect && benefitOf(effect, goal.better);
	return benefit && benefit.low !== null && benefit.high !== null ? (benefit.high - benefit.low) / 2 : null;
}

/** An interval's half width falls with the root of the size: so many times as much again brings it down to what matters. */
function timesMore(primary: OutcomeResult): number | null {
	const [half, minimum] = [halfWidthOf(primary), primary.goal.minimumEffect];
	return half === null || !minimum || half <= minimum ? null : (half / minimum) ** 2 - 1;
}

/** So many more groups in each arm, else people. Of people who are measured once each, more weeks bring nothing. */
export function moreInEach(primary: OutcomeResult): More | null {
	const { goal, arms } = primary;
	const times = timesMore(primary);
	if (times === null) return null;
	const cells = [arms.pilot.outcome, arms.comparison.outcome];
	const groups = Math.min(...cells.map((cell) => cell?.groups ?? NaN));
	const people = Math.min(...cells.map((cell) => cell?.n ?? NaN));
	if (Number.isFinite(groups)) return { of: 'groups', perArm: Math.ceil(groups * times) };
	return Number.isFinite(people) ? { of: goal.counts, perArm: Math.ceil(people * times) } : null;
}

/** Counts per exposure pile up week by week: so many more weeks, if as much is counted in each as since the launch. */
function weeksMore(primary: OutcomeResult, input: EvidenceInput): More | null {
	const goal = input.goals.find(({ id }) => id === primary.goal.id);
	const times = timesMore(primary);
	if (times === null || !goal || goal.metric.kind !== 'count' || !input.pilot.launched_at) return null;
	const last = Math.max(...rowsOf(goal, input).outcome.map(({ measured_on: day }) => Date.parse(day)));
	const weeks = (last - Date.parse(input.pilot.launched_at)) / WEEK;
	return weeks > 0 ? { of: 'weeks', perArm: Math.ceil(weeks * times) } : null;
}

/** A recommendation to go on, with the weeks that it needs where results pile up over time. */
export function withWeeks(
	recommendation: Recommendation,
	input: EvidenceInput,
	outcomes: readonly OutcomeResult[]
): Recommendation {
	const { rule, facts } = recommendation;
	const primary = outcomes.find(({ goal }) => goal.role === 'primary');
	const weeks = wantsMore(rule) && primary ? weeksMore(primary, input) : null;
	return weeks ? { ...recommendation, facts: { ...facts, more: weeks } } : recommendation;
}

/** Whether the rule is one that asks for more of the same. */
export function wantsMore(rule: Recommendation['rule']): boolean {
	return rule === 'otherwise' || rule === "this design can't tell";
}
