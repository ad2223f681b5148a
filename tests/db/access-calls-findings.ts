// Findings of a pilot that is in vetting, and what its reviewers have: what their functions are called with.
import { randomUUID } from 'node:crypto';
import { another, own, type Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { Actor } from './actors.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { must } from './pilots.ts';

const fields = (specialty: string, owner: string) => ({
	specialty,
	severity: 'minor',
	title: 'The terms name no day',
	body: 'Add the day on which chats are deleted.',
	owner,
	due_on: day(14)
});

/** One finding that is open, and one that the lead answered. */
export async function furnishFindings({ people: { lead } }: District, privacy: Actor, pilot: string) {
	const [open, answered] = [randomUUID(), randomUUID()];
	for (const finding of [open, answered])
		await must(privacy, 'raise_finding', { pilot, finding, fields: fields('privacy', lead.id) });
	await must(lead, 'answer_finding', { finding: answered, seen: 1, answer: 'Thirty days.' });
	return { open, answered };
}

export const findings = ({ district, reviewers, pilots, found }: Fixture): Record<string, Call> => {
	const raise =
		(specialty: typeof own): Call =>
		(caller) => ({
			pilot: pilots.triaged,
			finding: randomUUID(),
			fields: fields(specialty(caller), district.people.lead.id)
		});
	return {
		findings: { pilot: pilots.triaged },
		'raise_finding own specialty': raise(own),
		'raise_finding another specialty': raise(another),
		answer_finding: { finding: found.open, seen: 1, answer: 'Thirty days.' },
		reassign_finding: { finding: found.open, seen: 1, person: district.people.teammate.id },
		'reassign_finding with more time': {
			finding: found.open,
			seen: 1,
			person: district.people.lead.id,
			due_on: day(30)
		},
		regrade_finding: { finding: found.open, seen: 1, severity: 'major', reason: 'It weighs more.' },
		close_finding: { finding: found.answered, seen: 2, reason: 'Settled.' },
		reopen_finding: { finding: found.answered, seen: 2, reason: 'Backups, too.' },
		assign_review: { pilot: pilots.triaged, specialty: 'privacy', person: reviewers[1]!.id },
		review_load: {},
		review_touches: {}
	};
};
