import type { Tone } from '#lib/ui/tones.ts';
import type { OutcomeResult } from './analysis.ts';
import { benefitOf } from './effect.ts';
import { bareDifference, decimalsOf, differenceText, levelBesideTarget, levelText } from './figures.ts';
import { isJudged } from './terms.ts';
import type { Missing } from './verdict.ts';
import type { VerdictKey } from './verdict-rules.ts';

/** How a verdict is said in one or two words, and how it looks. */
export const verdictWords: Record<VerdictKey, { label: string; tone: Tone }> = {
	'not enough data': { label: 'Not enough data', tone: 'neutral' },
	'not yet': { label: 'Not yet', tone: 'neutral' },
	invalid: { label: 'Not valid', tone: 'bad' },
	'target met': { label: 'Target met', tone: 'good' },
	'target missed': { label: 'Target missed', tone: 'caution' },
	'changed since before': { label: 'Changed since before', tone: 'info' },
	'unchanged since before': { label: 'Unchanged since before', tone: 'neutral' },
	harm: { label: 'Harm', tone: 'bad' },
	'clear gain': { label: 'Clear gain', tone: 'good' },
	'gain, small': { label: 'Gain, small', tone: 'info' },
	'gain, size unsure': { label: 'Gain, size unsure', tone: 'info' },
	'no worse': { label: 'No worse', tone: 'info' },
	'no gain that matters': { label: 'No gain that matters', tone: 'caution' },
	"can't tell": { label: 'Can’t tell', tone: 'neutral' },
	described: { label: 'Described', tone: 'neutral' },
	breached: { label: 'Breached', tone: 'bad' },
	'at risk': { label: 'At risk', tone: 'caution' },
	safe: { label: 'Within its limit', tone: 'good' }
};

const missingWords: Record<Missing, (period: string) => string> = {
	'no plan': () => 'There is no measurement plan yet, so no result counts.',
	'no results': (period) => `No result of ${period} has been logged yet.`,
	'nothing accepted': () => 'Results are logged, and the evaluator has accepted none of them yet.',
	'other periods only': (period) =>
		`There are results, but none of ${period}, the period that the plan counts.`,
	'no comparison': (period) =>
		`The comparison has no results of ${period}, so there is nothing to compare with.`,
	'no baseline': () => 'Nothing was measured before the pilot, so there is no change to speak of.',
	'no target': () => 'The plan names no target to hold the figure against.',
	'no interval': () => 'The groups are too small, or without any spread, so that chance can’t be judged.',
	'too few to have looked': () =>
		'It was stopped early, with too few groups or people for an interval that allows for having looked.'
};

/** What stands for figures that this reader doesn't see. */
const withheld = 'The figures are withheld, since they would tell of a small group.';

type Said = { by: string; span: string };

/** 'better by 7.8 minutes' and 'from 5.7 to 9.9 minutes better'; null where the figures are missing or withheld. */
function said({ goal, effect }: OutcomeResult): Said | null {
	const benefit = effect && benefitOf(effect, goal.better);
	if (!benefit || benefit.estimate === null) return null;
	const decimals = decimalsOf(goal, effect);
	const size = (value: number) => differenceText(goal, Math.abs(value), { decimals });
	const bare = (value: number) => bareDifference(goal, Math.abs(value), decimals);
	const way = (value: number) => (value < 0 ? 'worse' : 'better');
	const about = effect?.coarse ? 'about ' : '';
	const { estimate, low, high } = benefit;
	const by = estimate === 0 ? 'no different' : `${way(estimate)} by ${about}${size(estimate)}`;
	if (low === null || high === null) return { by, span: '' };
	if (low >= 0) return { by, span: `${about}${bare(low)} to ${size(high)} better` };
	if (high <= 0) return { by, span: `${about}${bare(high)} to ${size(low)} worse` };
	return { by, span: `${about}${bare(low)} worse to ${size(high)} better` };
}

/** What a secondary outcome came to: its effect, or where it has none (a total, or nothing to compare with) its level. */
function described(outcome: OutcomeResult, level: string): string {
	const { goal, effect, arms } = outcome;
	const words = said(outcome);
	const against = effect?.against === 'baseline' ? 'than before' : 'than the comparison';
	if (words?.span) return `Pilot groups did ${words.by} ${against}; plausibly ${words.span}.`;
	if (arms.pilot.outcome?.level == null) return withheld;
	const wanted = `${goal.better === 'higher' ? 'at least' : 'at most'} ${levelText(goal, goal.target)}`;
	return `The figure is ${level}${goal.target === null ? '' : `, where the plan aims for ${wanted}`}.`;
}
/** Said after a verdict that an interval gave before the end. */
const seenEarly = 'That is clear before the end already, by the interval that allows for looking.';

/** Said after the verdict on a pilot that was stopped early. */
const stoppedEarly = 'The interval is the wider one that allows for having looked before the end.';

/** One or two plain sentences: what the verdict rests on. The label stands beside them. `period` is the one that the plan counts. */
export function verdictSentence(outcome: OutcomeResult, period: string | null): string {
	const sentence = sentenceOf(outcome, period);
	const { verdict, effect, goal } = outcome;
	const none = ['not yet', 'invalid', 'not enough data'].includes(verdict.verdict);
	if (effect?.early !== 'always valid' || effect.withheld || none) return sentence;
	if (verdict.rule.startsWith('early: ')) return `${sentence} ${seenEarly}`;
	return isJudged(goal) ? `${sentence} ${stoppedEarly}` : sentence;
}

/** What is seen so far of what has no verdict yet. */
function soFar({ effect, arms, goal }: OutcomeResult, words: Said | null, against: string): string {
	const waits = 'The cycle is not over, so there is no verdict yet.';
	if (!effect) return `So far it is ${levelText(goal, arms.pilot.outcome?.level)}. ${waits}`;
	const seen = figures(
		words,
		words?.span
			? `So far pilot groups did ${words.by} ${against}; plausibly ${words.span}.`
			: `So far pilot groups did ${words?.by} ${against}. An interval is shown from about 30 degrees of freedom on.`
	);
	return `${seen} ${waits}`;
}

function sentenceOf(outcome: OutcomeResult, period: string | null): string {
	const { goal, verdict, target, arms } = outcome;
	const words = said(outcome);
	const matters = goal.minimumEffect === null ? null : differenceText(goal, goal.minimumEffect);
	const against = outcome.effect?.against === 'baseline' ? 'than before' : 'than the comparison';
	const level = levelText(goal, arms.pilot.outcome?.level);
	const limit = goal.limit === null ? '' : Math.abs(goal.limit);
	switch (verdict.verdict) {
		case 'not enough data':
			return notEnough(outcome, period ?? 'the outcome period');
		case 'not yet':
			return soFar(outcome, words, against);
		case 'invalid':
			return 'The groups can’t be compared as they stand, so no verdict holds. That is not the same as “it did not work”.';
		case 'target met':
		case 'target missed': {
			const wanted = `${goal.better === 'higher' ? 'at least' : 'at most'} ${levelText(goal, target?.target ?? goal.target)}`;
			if (!target || target.level === null) return `The plan wants ${wanted}. ${withheld}`;
			return `${levelBesideTarget(goal, target.level, target.target)}, where the plan wants ${wanted}.`;
		}
		case 'changed since before':
			return `${figures(words, `Now ${words?.by} ${against}; plausibly ${words?.span}.`)} Without a comparison nobody can say that the pilot did it.`;
		case 'unchanged since before':
			return `${figures(words, `The change is plausibly anything from ${words?.span}.`)} Without a comparison nobody can say what the pilot did.`;
		case 'harm':
			return figures(
				words,
				`Pilot groups did ${words?.by} ${against}; plausibly ${words?.span}. All of that is a loss.`
			);
		case 'clear gain':
			return figures(
				words,
				`Pilot groups did ${words?.by} ${against}; plausibly ${words?.span}. All of that is at least what matters (${matters}).`
			);
		case 'gain, small':
			return figures(
				words,
				`Pilot groups did ${words?.by} ${against}; plausibly ${words?.span}. None of that reaches what matters (${matters}).`
			);
		case 'gain, size unsure':
			return `${figures(words, `Pilot groups did ${words?.by} ${against}; plausibly ${words?.span}.`)} ${
				matters
					? `Whether it reaches what matters (${matters}) is open.`
					: 'Nobody said beforehand how much would matter.'
			}`;
		case 'no worse':
			return figures(
				words,
				`Plausibly ${words?.span} ${against}: inside the ${differenceText(goal, goal.margin)} worse that the plan accepts.`
			);
		case 'no gain that matters':
			return figures(
				words,
				`Plausibly ${words?.span} ${against}: all of it less than what matters (${matters}).`
			);
		case "can't tell":
			return figures(
				words,
				`Plausibly anything from ${words?.span} ${against}. ${
					matters
						? `That leaves room for no effect at all, and for what matters (${matters}).`
						: 'That leaves room for no effect at all, and for a gain.'
				}`
			);
		case 'described':
			return `${described(outcome, level)} Secondary outcomes are shown and decide nothing.`;
		case 'breached':
			return verdict.facts.limitOn === 'level'
				? levelBesideLimit(outcome)
				: figures(
						words,
						`Pilot groups did ${words?.by} ${against}, past the limit of ${differenceText(goal, Number(limit))} worse, and chance alone is an unlikely cause.`
					);
		case 'at risk':
			return figures(
				words,
				`Pilot groups did ${words?.by} ${against}, past the limit of ${differenceText(goal, Number(limit))} worse, though that could be chance.`
			);
		case 'safe':
			return verdict.facts.limitOn === 'level'
				? levelBesideLimit(outcome)
				: figures(
						words,
						`Pilot groups did ${words?.by} ${against}; up to ${differenceText(goal, Number(limit))} worse is allowed.`
					);
	}
}

function levelBesideLimit({ goal, arms }: OutcomeResult): string {
	const { level = null } = arms.pilot.outcome ?? {};
	const limit = `${levelText(goal, goal.limit)} is the limit.`;
	if (level === null) return `${withheld} ${limit}`;
	const told = goal.limit === null ? levelText(goal, level) : levelBesideTarget(goal, level, goal.limit);
	return `${told}, where ${limit}`;
}

const figures = (words: Said | null, sentence: string) =>
	words ? sentence.replace('did no different', 'did no differently') : withheld;

function notEnough({ verdict }: OutcomeResult, period: string): string {
	const { missing, samples } = verdict.facts;
	if (missing) return missingWords[missing](period);
	const [least] = [...samples].sort((a, b) => a.seen / a.planned - b.seen / b.planned);
	const seen = least
		? `Measured were ${least.seen} of the ${least.planned} ${least.of} planned in an arm. `
		: '';
	return `${seen}Under a tenth of plan nothing is judged.`;
}
