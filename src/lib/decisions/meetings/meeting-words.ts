import { formatMeetingDay } from '#lib/ui/dates.ts';
import type { Tone } from '#lib/ui/tones.ts';

export const reasons = [
	'evidence',
	'stopped early',
	'overdue',
	'review',
	'condition',
	'monitoring',
	'asked'
] as const;
export type Reason = (typeof reasons)[number];

/** Why something is on the docket, and what that means. */
export const reasonWords: Record<Reason, { label: string; about: string; tone: Tone }> = {
	evidence: { label: 'Evidence is in', about: 'Its evaluation is submitted.', tone: 'info' },
	'stopped early': {
		label: 'Stopped early',
		about: 'It was stopped before its cycle ended, and is decided on what there is.',
		tone: 'caution'
	},
	overdue: {
		label: 'Overdue',
		about: 'Its cycle ended without an evaluation, so that it is decided on what there is.',
		tone: 'bad'
	},
	review: {
		label: 'Brought back',
		about: 'Its sponsor brings it back, or a guardrail failed.',
		tone: 'caution'
	},
	condition: {
		label: 'Condition overdue',
		about: 'What an earlier decision asked for is overdue.',
		tone: 'bad'
	},
	monitoring: { label: 'Monitoring review', about: 'Its monitoring review is due.', tone: 'info' },
	asked: { label: 'Asked for', about: 'The office asks the cabinet to look at it.', tone: 'neutral' }
};

export const closings = ['decided', 'dealt with', 'taken off'] as const;

export const meetingStates = ['called', 'in session', 'ended', 'past', 'cancelled'] as const;
export type MeetingState = (typeof meetingStates)[number];

export const stateWords: Record<MeetingState, { label: string; tone: Tone }> = {
	called: { label: 'Called', tone: 'info' },
	'in session': { label: 'In session', tone: 'good' },
	ended: { label: 'Ended', tone: 'neutral' },
	past: { label: 'Past', tone: 'neutral' },
	cancelled: { label: 'Called off', tone: 'bad' }
};

const clock = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });

/** '13:30' as '1:30 PM'. */
export const timeInWords = (begins: string) => clock.format(new Date(`2000-01-01T${begins}:00Z`));

/** '18 Dec 2026, 1:30 PM, 60 minutes, Board room'. */
export function whenAndWhere(meeting: {
	held_on: string;
	begins: string;
	minutes: number;
	place: string;
}): string {
	const { held_on, begins, minutes, place } = meeting;
	return [formatMeetingDay(held_on), timeInWords(begins), `${minutes} minutes`, place]
		.filter(Boolean)
		.join(', ');
}
