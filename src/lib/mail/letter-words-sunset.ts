/** The words of mails about closing a pilot: a step is due, a step is late, and thanks. */
import type { Facts } from './letter-facts.ts';
import type { Draft } from './letter-page.ts';

type Kind = 'runbook_due' | 'runbook_overdue' | 'sunset_thanks';
type Words = { [K in Kind]: (facts: Facts<K>, origin: string) => Draft };

const date = new Intl.DateTimeFormat('en-GB', {
	day: 'numeric',
	month: 'long',
	year: 'numeric',
	timeZone: 'UTC'
});
const dayOf = (day: string) => date.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
const runbook = (origin: string, pilot: string) => `${origin}/pilots/${encodeURIComponent(pilot)}/sunset`;

export const sunsetWords: Words = {
	runbook_due: ({ steps }, origin) => ({
		subject:
			steps.length === 1 ? `Due: ${steps[0]!.step}` : `${steps.length} steps of closing pilots are due`,
		paragraphs: [
			steps.length === 1
				? 'A step of closing a pilot is yours, and it is due:'
				: 'These steps of closing pilots are yours, and they are due:'
		],
		items: steps.map(({ pilot, title, step, due_on }) => ({
			text: `${step} (${title})`,
			detail: `Due on ${dayOf(due_on)}`,
			href: runbook(origin, pilot)
		})),
		link: { label: 'Open the runbook', href: runbook(origin, steps[0]!.pilot) },
		why: 'You get this once because the step is yours. If it cannot be done by then, ask the sponsor or the AI office for another day.'
	}),
	runbook_overdue: ({ steps }, origin) => ({
		subject:
			steps.length === 1
				? `Overdue: ${steps[0]!.step} of “${steps[0]!.title}”`
				: `${steps.length} steps of closing pilots are overdue`,
		paragraphs: ['These steps are not done. Help, give them to somebody else, or set another day:'],
		items: steps.map(({ pilot, title, step, due_on, owner }) => ({
			text: `${step} (${title})`,
			detail: `${owner ?? 'Nobody’s: its owner has left'}, due on ${dayOf(due_on)}`,
			href: runbook(origin, pilot)
		})),
		link: { label: 'Open the runbook', href: runbook(origin, steps[0]!.pilot) },
		why: 'You get this once because you sponsor the pilot, or are of the AI office.'
	}),
	sunset_thanks: ({ pilot, title, by, words, lesson }, origin) => ({
		subject: `Thank you for “${title}”`,
		paragraphs: [
			`You tried something that nobody knew the answer to, and you looked honestly at what came of it. The district decided to end “${title}” because of what you found, and that is what a pilot is for.`,
			...(words?.trim() ? [`${by ?? 'Your district'} writes:`] : [])
		],
		...(words?.trim() ? { quote: words.trim() } : {}),
		after: [
			...(lesson?.trim() ? [`What was learnt stays for whoever tries next: ${lesson.trim()}`] : []),
			'Thank you.'
		],
		link: { label: 'Read what stays of it', href: runbook(origin, pilot) },
		why: 'You get this once because you were on its team.'
	})
};
