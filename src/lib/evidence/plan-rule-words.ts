import { differenceInWords } from '#lib/pilots/goal-words.ts';
import { either, listed } from '#lib/pilots/words.ts';
import type { PlanTells } from './plan-tells.ts';
import type { RecommendationRule } from './recommendation.ts';

/** One line of the rule by which a pilot will be decided: when, and what the evidence then permits. */
export type RuleWords = { rule: RecommendationRule; when: string; then: string };

const permittedInWords = (permitted: readonly string[]) =>
	permitted.length === 4
		? 'all four are permitted: decide on use, workload, cost and harm'
		: either(permitted);

/** The decision rule in words, in the order in which it is read: the first line that holds decides. */
export function ruleInWords({ rules, goal, guardrails, period, open }: PlanTells): RuleWords[] {
	const name = goal ? `“${goal.name}”` : 'the primary outcome';
	const matters =
		goal && goal.minimum !== null ? differenceInWords(goal, goal.minimum) : 'what matters (not set yet)';
	const safe = guardrails.length > 0 ? ', and every guardrail is within its limit' : '';
	const when: Record<RecommendationRule, string> = {
		invalid: `The comparison of ${name} cannot be trusted: groups too far apart at the start, too many lost on the way, or one group on a side`,
		'guardrail breached':
			guardrails.length > 0
				? `${listed(guardrails)} past ${guardrails.length > 1 ? 'one of the limits' : 'its limit'}`
				: 'A guardrail past its limit (none is named)',
		'still running': 'The cycle is not over, and nothing is clear that it may be stopped for',
		harm: `All of the 95% interval of ${name} is on the wrong side of zero`,
		'clear gain': `All of the 95% interval of ${name} is at or above ${matters}${safe}`,
		'no worse and cheaper': `${name} is no worse, and it costs less`,
		'no gain that matters': `All of the 95% interval of ${name} is below ${matters}`,
		"this design can't tell": `Zero is inside the interval of ${name}, and it is wider than ${matters} to either side`,
		'no comparison':
			open === 'no comparison'
				? `${name} has changed since before, or has not`
				: `${name} met its target, or missed it`,
		'not enough data': `Under a tenth of what is planned is measured${period ? ` in ${period}` : ''}`,
		otherwise: 'Anything else'
	};
	return rules.map(({ rule, permitted }) => ({ rule, when: when[rule], then: permittedInWords(permitted) }));
}

/** What holds before the end, for below the rules. */
export function beforeTheEnd({ mayStop }: Pick<PlanTells, 'mayStop'>): string {
	return mayStop
		? 'Before the cycle ends the same lines are read with a wider interval that allows for looking, and what is clear by it may end the pilot. If it is stopped early, that interval decides. Each look goes on record.'
		: 'Before the cycle ends nothing is decided: only a wider interval that allows for looking is shown, and each look goes on record. Harm, and a guardrail past its limit, are told at once.';
}
