import { formatNumber } from '#lib/ui/numbers.ts';
import type { Amendment, WholePlan } from './amendments-schema.ts';
import { differenceInWords, limitInWords, targetInWords } from './goal-words.ts';
import { designWords, earlyStopInWords, goalRoleWords, unitWords } from './plan-words.ts';

/** One thing that an amendment changed: what it was and what it became, in words. */
export type ChangeWords = { what: string; was: string; became: string };

type Plan = WholePlan['plan'];
type Goal = WholePlan['goals'][number];

const NOT_SET = 'not set';
const figure = (value: number | null) => (value === null ? NOT_SET : formatNumber(value));
const or = (said: string) => (said === '—' ? NOT_SET : said);

const planParts: { what: string; say: (plan: Plan) => string }[] = [
	{ what: 'Design', say: ({ design }) => designWords[design].label },
	{ what: 'Put into a side by', say: ({ assignment_unit }) => unitWords[assignment_unit] },
	{ what: 'Analysed by', say: ({ analysis_unit }) => unitWords[analysis_unit] },
	{ what: 'Groups on each side', say: ({ groups_per_arm }) => figure(groups_per_arm) },
	{ what: 'People on each side', say: ({ people_per_arm }) => figure(people_per_arm) },
	{ what: 'How alike people in a group are (ICC)', say: ({ icc }) => figure(icc) },
	{ what: 'What a pretest explains (R²)', say: ({ pretest_r2 }) => figure(pretest_r2) },
	{ what: 'Period that counts', say: ({ outcome_period }) => outcome_period },
	{ what: 'Compared within', say: ({ strata }) => strata.join(', ') || 'nothing' },
	{ what: 'Stopping early', say: ({ early_stopping }) => earlyStopInWords(early_stopping) },
	{ what: 'How far effects lie from zero (sd)', say: ({ effect_spread }) => figure(effect_spread) }
];

const goalParts: { what: string; say: (goal: Goal) => string }[] = [
	{ what: 'role', say: ({ role }) => goalRoleWords[role].label },
	{ what: 'objective', say: ({ objective }) => objective },
	{ what: 'target', say: (goal) => or(targetInWords(goal)) },
	{ what: 'limit', say: (goal) => or(limitInWords(goal)) },
	{ what: 'smallest change that matters', say: (goal) => or(differenceInWords(goal, goal.minimum_effect)) },
	{ what: 'expected spread', say: (goal) => or(differenceInWords(goal, goal.planned_sd)) },
	{ what: 'margin for “no worse”', say: (goal) => or(differenceInWords(goal, goal.margin)) }
];

const whole = (goal: Goal) => `${goalRoleWords[goal.role].label} outcome`;

/** What an amendment changed: the plan's parts, then each outcome's, then outcomes that came or went. */
export function changesOf({ was, became }: Pick<Amendment, 'was' | 'became'>): ChangeWords[] {
	const changes: ChangeWords[] = [];
	const compare = (what: string, before: string, after: string) => {
		if (before !== after) changes.push({ what, was: before, became: after });
	};
	for (const { what, say } of planParts) compare(what, say(was.plan), say(became.plan));
	for (const goal of became.goals) {
		const before = was.goals.find(({ metric_id }) => metric_id === goal.metric_id);
		if (!before) changes.push({ what: goal.metric, was: 'not in the plan', became: whole(goal) });
		else for (const { what, say } of goalParts) compare(`${goal.metric}: ${what}`, say(before), say(goal));
	}
	for (const goal of was.goals) {
		if (!became.goals.some(({ metric_id }) => metric_id === goal.metric_id))
			changes.push({ what: goal.metric, was: whole(goal), became: 'not in the plan' });
	}
	return changes;
}

/** Whether results could be known by then, in a sentence. */
export function knownByThen(results: number): string {
	if (results === 0) return 'Before any result of the period that counts was logged.';
	return `After ${formatNumber(results)} ${results === 1 ? 'result' : 'results'} of the period that counts ${results === 1 ? 'was' : 'were'} logged.`;
}
