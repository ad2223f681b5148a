import type { Facts } from './letter-facts.ts';
import type { Draft } from './letter-page.ts';

const date = new Intl.DateTimeFormat('en-GB', {
	day: 'numeric',
	month: 'long',
	year: 'numeric',
	timeZone: 'UTC'
});
const dayOf = (day: string) => date.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));

/** Mails about the monitoring of adopted pilots. */
export const monitoringWords = {
	monitoring_due: ({ title, pilot, due_on, late }: Facts<'monitoring_due'>, origin: string): Draft => ({
		subject: late ? `The monitoring review of “${title}” is late` : `“${title}” is to be looked at again`,
		paragraphs: [
			late
				? `“${title}” was to have its monitoring review by ${dayOf(due_on)}. A month after that day it comes before the cabinet, whether or not it was reviewed.`
				: `“${title}” was adopted, and its monitoring review is due on ${dayOf(due_on)}: is it still used as planned, do its guardrails hold, does it cost what was planned?`,
			'The sponsor or the evaluator does it. What the numbers say since stands beside the questions.'
		],
		link: { label: 'Review it', href: `${origin}/pilots/${encodeURIComponent(pilot)}/monitoring#review` },
		why: 'You get this because you sponsor it, evaluate it, or belong to the AI office.'
	})
};
