// What the functions around a draft are called with: saving it while it is typed, what is like it, and sending it back.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';

export const drafting = ({ pilots }: Fixture): Record<string, Call> => ({
	save_draft: { pilot: pilots.draft, proposal: { title: 'Another title' }, step: 'problem' },
	my_proposals: {},
	look_alikes: { query: 'A tutor for fractions' },
	'look_alikes of a draft': { query: 'A tutor for fractions', pilot: pilots.draft },
	'answer_look_alikes in a draft': { pilot: pilots.draft, answers: [] },
	'answer_look_alikes at triage': { pilot: pilots.proposed, answers: [] },
	'seek_again in a draft': { pilot: pilots.draft },
	'seek_again at triage': { pilot: pilots.proposed },
	'send_back at triage': {
		pilot: pilots.proposed,
		from_stage: 'proposed',
		note: 'Nearly there.',
		parts: [{ part: 'problem', reason: 'How many?' }]
	},
	'send_back a refused one': { pilot: pilots.triaged, from_stage: 'vetting', note: 'Say who is affected.' }
});
