// A round of feedback that is open, and what its functions are called with.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { answers, openRound } from './feedback-rounds.ts';
import { day } from './forms.ts';
import { must } from './pilots.ts';

/** A round that the data collector opened, in which the lead answered. */
export async function furnishFeedback({ people }: District, pilot: string) {
	const round = await openRound(people.collector, pilot);
	await must(people.lead, 'answer_feedback', { pilot, round, answers: answers() });
	return round;
}

export const feedback = ({ pilots, round }: Fixture): Record<string, Call> => ({
	feedback: { pilot: pilots.running },
	open_feedback: { pilot: pilots.measured, period: 'Fall', closes_on: day(7) },
	close_feedback: { pilot: pilots.running, round },
	answer_feedback: { pilot: pilots.running, round, answers: answers() }
});
