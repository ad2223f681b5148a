import type { Facts } from './letter-facts.ts';
import type { Draft } from './letter-page.ts';

const date = new Intl.DateTimeFormat('en-GB', {
	weekday: 'long',
	day: 'numeric',
	month: 'long',
	year: 'numeric',
	timeZone: 'UTC'
});
const clock = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
const dayOf = (day: string) => date.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
const timeOf = (begins: string) => clock.format(new Date(`2000-01-01T${begins}:00Z`));

type About = Pick<Facts<'docket'>, 'meeting' | 'held_on' | 'begins' | 'minutes' | 'place' | 'chair'>;

const pageOf = (origin: string, { meeting }: About) => `${origin}/cabinet/${encodeURIComponent(meeting)}`;
const when = ({ held_on, begins, minutes, place, chair }: About) =>
	`${dayOf(held_on)}, ${timeOf(begins)}, ${minutes} minutes${place ? `, ${place}` : ''}. ${chair} chairs.`;
const calendar = (origin: string, about: About) => `For your calendar: ${pageOf(origin, about)}/meeting.ics`;

/** Why something is on the docket. */
const because: Record<string, string> = {
	evidence: 'its evaluation is in',
	'stopped early': 'stopped early',
	overdue: 'its cycle ended without an evaluation',
	review: 'brought back by its sponsor or a guardrail',
	condition: 'a condition of its decision is overdue',
	monitoring: 'its monitoring review is due',
	asked: 'the office asks for it'
};

export const meetingWords = {
	docket: (told: Facts<'docket'>, origin: string): Draft => ({
		subject: `${told.again ? 'Changed: the docket' : 'The docket'} of ${dayOf(told.held_on)}`,
		paragraphs: [
			`The cabinet meets on ${when(told)}`,
			told.again
				? 'The docket has changed since it was sent. In order, each with its brief:'
				: 'This is its docket in order, each with its brief to read before:'
		],
		items: told.items.map(({ title, pilot, reason, minutes }) => ({
			text: title,
			detail: [minutes && `${minutes} minutes`, because[reason] ?? reason].filter(Boolean).join(', '),
			href: `${origin}/pilots/${encodeURIComponent(pilot)}/brief`
		})),
		link: { label: 'Open the meeting', href: pageOf(origin, told) },
		after: [`All briefs in one packet: ${pageOf(origin, told)}/packet`, calendar(origin, told)],
		why: 'You get this because you sit in the cabinet, chair the meeting or keep its docket.'
	}),
	meeting_moved: (told: Facts<'meeting_moved'>, origin: string): Draft => ({
		subject: `The cabinet meets on ${dayOf(told.held_on)}`,
		paragraphs: [
			told.from.slice(0, 10) === told.held_on.slice(0, 10)
				? 'The meeting of the cabinet begins at another time.'
				: `The meeting of the cabinet that was called for ${dayOf(told.from)} is moved.`,
			`It is now on ${when(told)}`,
			'Its docket, the votes that were cast and who said that they come are moved with it. If you cannot come then, say so on its page.'
		],
		link: { label: 'Open the meeting', href: pageOf(origin, told) },
		after: [calendar(origin, told)],
		why: 'You get this because you sit in the cabinet, or lead a pilot on its docket.'
	}),
	meeting_cancelled: (told: Facts<'meeting_cancelled'>, origin: string): Draft => ({
		subject: `The cabinet does not meet on ${dayOf(told.held_on)}`,
		paragraphs: [
			`The meeting of the cabinet on ${dayOf(told.held_on)} is called off. What was on its docket goes to the next meeting. The reason:`
		],
		quote: told.reason,
		link: { label: 'Open the cabinet’s page', href: `${origin}/cabinet` },
		after: [calendar(origin, told)],
		why: 'You get this because you sit in the cabinet, or lead a pilot that was on its docket.'
	})
};
