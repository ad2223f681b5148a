import type { Analysis, OutcomeResult } from './analysis.ts';
import type { Beside } from './details.ts';
import type { Feedback } from './feedback/feedback.ts';
import { closedRounds } from './feedback/standing.ts';
import { healthWords } from './health-words.ts';
import { recommendationWords } from './recommendation-words.ts';
import { tierLoweringWords } from './tier-words.ts';
import { worthOf } from './worth.ts';
import { verdictSentence, verdictWords } from './verdict-words.ts';

/**
 * The evidence of a pilot for other programs: what the page shows, with its words. Effects, intervals and p are unrounded unless
 * marked `coarse`; what is withheld from the caller is null and marked `withheld`. Levels over time and effects by site and subgroup
 * are of groups that the caller is told of; a part that holds another is `withheld` whole.
 */
export function evidenceJson(
	pilot: { id: string; title: string },
	analysis: Analysis,
	kept: { computed_at: string; fingerprint: string },
	feedback: Pick<Feedback, 'rounds'>,
	beside: (outcome: OutcomeResult) => Beside = () => ({ series: null, breakdowns: [] })
) {
	const { rule, permitted, facts } = analysis.recommendation;
	const { title, reason } = recommendationWords(analysis);
	return {
		pilot: { id: pilot.id, title: pilot.title },
		computed_at: kept.computed_at,
		fingerprint: kept.fingerprint,
		design: analysis.design,
		outcome_period: analysis.period,
		minimum_group: analysis.minimumGroup,
		/** Read before its time: null once the cycle is over. */
		early: analysis.early
			? {
					running: analysis.early.running,
					until: analysis.early.until,
					may_stop: analysis.early.mayStop
				}
			: null,
		outcomes: analysis.outcomes.map((outcome) => ({
			...outcomeJson(outcome, analysis),
			...besideJson(beside(outcome))
		})),
		worth: worthOf(analysis.outcomes),
		recommendation: { rule, permitted, title, reason, facts },
		// By both readings of what a site is: which of them holds is the district's setting.
		tier: {
			...analysis.tier,
			lowered: analysis.tier.lowered.map((one) => ({ ...one, ...tierLoweringWords(one) }))
		},
		feedback: closedRounds(feedback).map(roundJson)
	};
}

/** A closed round of the survey of educators: no verdict rests on it. Parts of a question go from low to high. */
const roundJson = ({ period, rubric, closed_at, asked, minimum, results }: Feedback['rounds'][number]) => ({
	period,
	rubric,
	closed_at,
	asked,
	minimum,
	withheld: results === null,
	results
});

function outcomeJson(outcome: OutcomeResult, { period, health }: Analysis) {
	const { goal, effect, arms, strata, target, rows, verdict } = outcome;
	return {
		goal,
		verdict: verdict.verdict,
		rule: verdict.rule,
		sentence: `${verdictWords[verdict.verdict].label}. ${verdictSentence(outcome, period)}`,
		facts: verdict.facts,
		effect: effect && {
			...effect,
			interval: {
				low: effect.low,
				high: effect.high,
				confidence: 0.95,
				valid: effect.early ? ('at every look' as const) : ('once' as const)
			}
		},
		target,
		arms,
		strata,
		rows,
		health: health
			.filter((check) => check.goal === goal.id)
			.map((check) => ({ ...check, ...healthWords(check, goal) }))
	};
}

function besideJson({ series, breakdowns }: Beside) {
	return {
		over_time: series && { periods: series.periods, arms: series.lines },
		/** Explorations: p is `adjusted` over `family` comparisons, and no verdict rests on them. */
		breakdowns
	};
}
