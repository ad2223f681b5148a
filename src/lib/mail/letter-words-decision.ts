import { decidedWords, meansNow, thanksFor } from '#lib/pilots/decision-words.ts';
import { outcomeWords } from '#lib/pilots/words.ts';
import { dayOf } from './letter-days.ts';
import type { Facts } from './letter-facts.ts';
import type { Draft } from './letter-page.ts';

const page = (origin: string, pilot: string) => `${origin}/pilots/${encodeURIComponent(pilot)}`;

/** The words of mails about decisions and their conditions. */
export const decisionLetters = {
	decision_letter: (
		{
			title,
			pilot,
			decision,
			outcome,
			rationale,
			decided_on,
			by,
			different,
			next_review,
			until,
			cycle,
			conditions
		}: Facts<'decision_letter'>,
		origin: string
	): Draft => ({
		subject: `${outcomeWords[outcome].label}: the cabinet’s decision on “${title}”`,
		paragraphs: [
			`On ${dayOf(decided_on)} the cabinet decided on “${title}”. ${decidedWords[outcome]}. ${by} recorded the decision, and gives this reason:`
		],
		quote: rationale,
		after: [
			meansNow(outcome, { until, cycle }),
			...(different ? [`What must be different this time: ${different}`] : []),
			...(next_review ? [`The cabinet looks at it again on ${dayOf(next_review)}.`] : []),
			...(conditions.length > 0 ? ['The decision asks for:'] : []),
			...conditions.map(
				({ words, owner, due_on, evidence_asked, yours }, place) =>
					`${place + 1}. ${words} (${yours ? 'yours to see to' : owner}, by ${dayOf(due_on)}${evidence_asked ? `; to be shown: ${evidence_asked}` : ''})`
			),
			thanksFor[outcome]
		],
		link: {
			label: 'Read the whole decision',
			href: `${page(origin, pilot)}/decisions/${encodeURIComponent(decision)}`
		},
		why: 'You get this because you are on its team, sponsor it, or own a condition of the decision.'
	}),
	condition_due: (
		{ title, pilot, condition, owner, due_on, late, reported, yours }: Facts<'condition_due'>,
		origin: string
	): Draft => ({
		subject: late
			? `A condition of “${title}” is overdue`
			: `A condition of “${title}” is due on ${dayOf(due_on)}`,
		paragraphs: [
			late
				? `A condition of the decision on “${title}” was due on ${dayOf(due_on)}. While it is overdue, the pilot is not scaled, extended or adopted.`
				: `A condition of the decision on “${title}” is due on ${dayOf(due_on)}.`
		],
		quote: condition,
		after: [
			yours
				? 'Report what was done, or ask the clerk for more time.'
				: reported
					? `${owner} has reported on it: somebody of the cabinet, the clerk or the AI office confirms it.`
					: `${owner} sees to it.`
		],
		link: { label: 'Open the conditions', href: `${page(origin, pilot)}#conditions` },
		why: yours
			? 'You get this because you own the condition.'
			: 'You get this because you sponsor the pilot, or are the clerk.'
	})
};
