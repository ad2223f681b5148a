// Calls of what gates ask, of what holds a pilot, of who stays out of it, and of what people say about it.
import { randomUUID } from 'node:crypto';
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import { day, result } from './forms.ts';
import { advance } from './pilots.ts';

const incident = (pilot: string): Call => ({
	pilot,
	severity: 'serious',
	occurred_on: day(0),
	what_happened: 'It answered with a name.'
});

export const gates = ({ pilots, holds, district, otherGates }: Fixture): Record<string, Call> => ({
	gate_settings: {},
	save_gate_rules: otherGates,
	'sign_criterion duplicates': { pilot: pilots.proposed, criterion: 'duplicates' },
	'sign_criterion taking it back': { pilot: pilots.proposed, criterion: 'duplicates', signed: false },
	waive: { pilot: pilots.triaged, criterion: 'families', reason: 'They asked for it.' },
	raise_hold: { pilot: pilots.running, reason: 'A parent complained.' },
	'lift_hold of a reviewer': { pilot: pilots.triaged, hold: holds.reviewer, reason: 'It is settled.' },
	'lift_hold of the cabinet': { pilot: pilots.triaged, hold: holds.cabinet, reason: 'It is settled.' },
	'lift_hold of the office': { pilot: pilots.triaged, hold: holds.office, reason: 'It is settled.' },
	'lift_hold of an incident': { pilot: pilots.running, hold: holds.incident, reason: 'It is settled.' },
	report_incident: incident(pilots.running),
	recuse: { pilot: pilots.running, reason: 'I know the vendor.' },
	leave_team: { pilot: pilots.running },
	'substitute where nobody is eligible': {
		pilot: pilots.crowded,
		part: 'finance',
		person: district.people.colleague.id,
		reason: 'Nobody else knows the books.'
	},
	'substitute ending it': { pilot: pilots.crowded, part: 'privacy', person: null }
});

/** What somebody from outside does where they have a seat: as evaluator in one pilot, as substitute in another. */
export const visits = ({ pilots, waitingThere, district }: Fixture): Record<string, Call> => {
	const pilot = pilots.visited;
	return {
		'pilot with a guest': { pilot },
		'gate with a guest': { pilot },
		'measurements with a guest': { pilot },
		'measurements_of with a guest': { pilot },
		'analysis with a guest': { pilot },
		'looks with a guest': { pilot },
		'votes with a guest': { pilot },
		'log_measurements with a guest': {
			pilot,
			rows: [result(district, { period: 'Fall', site_id: district.sites[0] })]
		},
		'accept_measurements with a guest': { pilot, ids: [waitingThere] },
		'submit_evaluation with a guest': { pilot, summary: 'It helps.', recommendation: 'scale' },
		'advance_pilot stop early with a guest': advance(pilot, 'experiment', 'decision', 'Scores fell.'),
		'report_incident with a guest': incident(pilot),
		'recuse with a guest': { pilot, reason: 'I know the vendor.' },
		'comment with a guest': { pilot, body: 'May I ask something?' },
		'comments with a guest': { pilot },
		'mentionable with a guest': { pilot },
		'see_mentions with a guest': { pilot },
		'sign_review as a substitute': { pilot: pilots.crowded, specialty: 'privacy', verdict: 'signed' },
		'record_agreement as a substitute': {
			tool: district.tool,
			agreement: { signed_on: day(0), version: '4' }
		}
	};
};

export const talk = ({ pilots, comment }: Fixture): Record<string, Call> => ({
	activity_log: { filters: {} },
	comment: { pilot: pilots.running, body: 'I like it.' },
	'comment on a draft': { pilot: pilots.draft, body: 'I like it.' },
	comments: { pilot: pilots.running },
	'comments on a draft': { pilot: pilots.draft },
	mentionable: { pilot: pilots.running },
	mentions: {},
	see_mentions: { pilot: pilots.running },
	take_back_comment: { pilot: pilots.running, comment },
	// An account's own form, kept while its session was over: the token is in a cookie of that browser.
	keep_form: ({ sub }) => ({
		token: 'a token that is long enough for anybody',
		account: sub || randomUUID(),
		path: '/',
		fields: []
	}),
	kept_forms: { tokens: ['a token that is long enough for anybody'] },
	take_kept_form: { token: 'a token that is long enough for anybody' }
});
