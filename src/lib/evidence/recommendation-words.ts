import { isShare } from '#lib/pilots/goal-words.ts';
import { listed } from '#lib/pilots/words.ts';
import { formatDate } from '#lib/ui/dates.ts';
import { formatNumber } from '#lib/ui/numbers.ts';
import type { Analysis, JudgedGoal } from './analysis.ts';
import { differenceText } from './figures.ts';
import type { RecommendationRule } from './recommendation.ts';
import { verdictWords } from './verdict-words.ts';

type Said = { title: string; reason: string };

/** The rule that decided, and why it permits what it permits. `name` is the primary outcome's. */
export function recommendationWords({ recommendation, outcomes, early }: Analysis): Said {
	const { rule, facts } = recommendation;
	const primary = outcomes.find(({ goal }) => goal.role === 'primary')?.goal ?? null;
	const name = primary ? `“${primary.name}”` : 'the primary outcome';
	const words: Record<RecommendationRule, () => Said> = {
		invalid: () => ({
			title: 'Repair it or end it',
			reason: `The comparison of ${name} is not valid, so nothing may rest on it: extend the pilot with that repaired, or sunset it.`
		}),
		'guardrail breached': () => ({
			title: 'A guardrail is breached',
			reason: `${listed(facts.breached)} ${facts.breached.length > 1 ? 'are' : 'is'} past the limit that the plan set: sunset, or extend with the cause removed.`
		}),
		'still running': () => ({
			title: 'Let it run',
			reason: early?.mayStop
				? `Nothing is clear yet by the interval that allows for looking: the pilot runs on until ${ending(early.until)}.`
				: `The plan decides once the cycle is over, and it runs until ${ending(early?.until ?? null)}. Only harm, or a guardrail past its limit, ends it sooner.`
		}),
		harm: () => ({
			title: 'It does harm',
			reason: `The pilot made ${name} worse: sunset it with thanks to the team, or extend with the cause removed.`
		}),
		'clear gain': () => ({
			title: 'A clear gain',
			reason: `${name} is clearly better by what matters, and every guardrail is within its limit.`
		}),
		'no worse and cheaper': () => ({
			title: 'As good, and cheaper',
			reason: `${name} is no worse, it costs less${costs(facts)}, and every guardrail is within its limit.`
		}),
		'no gain that matters': () => ({
			title: 'No gain that matters',
			reason: `Whatever the pilot does for ${name}, it is less than what the plan said would matter.`
		}),
		"this design can't tell": () => ({
			title: 'This design can’t tell',
			reason: `${couldFind(facts, primary)}So the cabinet decides on use, workload, cost and harm, and no choice is an override.`
		}),
		'no comparison': () => ({
			title: 'Nothing to compare with',
			reason: `Without a comparison nobody can say what the pilot did for ${name}: the cabinet decides on use, workload, cost and harm, and no choice is an override.`
		}),
		'not enough data': () => ({
			title: 'Not enough data yet',
			reason: `There is too little to judge ${name}: extend until there is enough, or shelve.`
		}),
		otherwise: () => ({ title: 'More evidence first', reason: `${openStill(facts)}${more(facts)}` })
	};
	return words[rule]();
}

const ending = (until: string | null) => (until ? formatDate(until) : 'its cycle ends');

type Facts = Analysis['recommendation']['facts'];

function couldFind({ detectable, minimum }: Facts, goal: JudgedGoal | null): string {
	if (detectable === null || minimum === null || !goal)
		return 'The plan was too small to find what matters. ';
	const decimals = Math.max(0, 1 - Math.floor(Math.log10(detectable * (isShare(goal) ? 100 : 1))));
	const size = (value: number) => differenceText(goal, value, { decimals });
	return `As planned, it could reliably find an effect of ${size(detectable)} or more, and ${differenceText(goal, minimum)} would matter. `;
}

function openStill({ primary, atRisk, unanswered }: Facts): string {
	if (atRisk.length > 0)
		return `${listed(atRisk)} ${atRisk.length > 1 ? 'are' : 'is'} at risk, so scaling must wait: extend or shelve.`;
	if (unanswered.length > 0)
		return `${listed(unanswered)} ${unanswered.length > 1 ? 'were' : 'was'} not measured, so scaling must wait: extend or shelve.`;
	const label = primary ? verdictWords[primary].label.toLowerCase() : 'not known';
	return `The primary outcome’s verdict is “${label}”: extend until it is clear, or shelve.`;
}

/** ' (11.20 against 14.00 for each who was measured)'. */
function costs({ cost }: Facts): string {
	if (!cost) return '';
	const [pilot, comparison] = [cost.pilot, cost.comparison].map((each) =>
		formatNumber(each, { decimals: 2 })
	);
	return ` (${pilot} against ${comparison} for each who was measured)`;
}

function more({ more: needed }: Facts): string {
	if (!needed) return '';
	const many = formatNumber(needed.perArm);
	if (needed.of === 'weeks')
		return ` About ${many} more ${needed.perArm === 1 ? 'week' : 'weeks'} at the pace so far would narrow the interval to what matters.`;
	return ` About ${many} more ${needed.of} in each arm would narrow the interval to what matters; more weeks with the same ones would not.`;
}
