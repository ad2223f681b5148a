// Calls of the functions for coming in, one's own account, the AI office and the server's work, as access-calls.ts has them.
import { randomUUID } from 'node:crypto';
import type { Call } from './access-calls.ts';
import { FIRST_ADMIN_CODE, type Fixture } from './access-fixture.ts';
import { day } from './forms.ts';

/** Coming in: with a code, an invitation, or an account that has a person. */
export const comingIn = ({ office }: Fixture): Record<string, Call> => ({
	awaits_first_admin: {},
	claim_first_admin: {
		code: FIRST_ADMIN_CODE,
		person_name: 'First Admin',
		person_email: `first.${randomUUID()}@tests.example`
	},
	invitation: { token: office.token },
	mint_invitation: { invitation: office.invitation },
	accept_invitation: { token: office.tokenOfStranger },
	why_stranger: {}
});

export const ownAccount = (): Record<string, Call> => ({
	me: {},
	own_settings: {},
	save_own_settings: { digest: 'never' },
	check_address: { address: `other.${randomUUID()}@tests.example` },
	my_sessions: {},
	note_device: { agent: 'A browser' },
	// The session of a fixture's account has the account's own id.
	end_session: ({ sub }) => ({ session: sub || randomUUID() }),
	end_other_sessions: {}
});

export const office = ({ district, office: { invited, term, strategy } }: Fixture): Record<string, Call> => ({
	invite_people: {
		rows: [{ email: `new.${randomUUID()}@tests.example`, name: 'Ines', site: district.sites[0] }]
	},
	invite_again: { person: invited },
	withdraw_invitation: { person: invited },
	people_office: { filters: {} },
	person_office: { person: district.people.member.id },
	save_person: {
		person: district.people.member.id,
		revision: 1,
		fields: { title: 'Teacher', site: district.sites[1], roles: ['clerk'] }
	},
	seats_of: { person: district.people.lead.id },
	deactivate_person: { person: district.people.colleague.id, heirs: [] },
	reactivate_person: { person: district.people.deactivated.id },
	save_site: { site: district.sites[0], revision: 1, fields: { name: 'Creek School' } },
	save_term: { term, revision: 1, fields: { name: 'Fall', starts_on: day(1), ends_on: day(90) } },
	save_days_off: { days_off: null, revision: null, fields: { name: 'A holiday', starts_on: day(20) } },
	remove_from_calendar: { entry: term },
	save_settings: { revision: 1, settings: { quorum: 3 } },
	save_strategy: { version: 2, goals: strategy, note: 'For the new year.' }
});

/** What the application does with its own key, for every district. */
export const server = ({ office: { mail } }: Fixture): Record<string, Call> => ({
	schema_version: {},
	claim_mails: { most: 1 },
	settle_mail: { mail },
	spend_attempt: { kind: 'test', subject: 'somebody', most: 3, seconds: 60 },
	forgive_attempts: { kind: 'test', subject: 'somebody' },
	attempt_wait: { kind: 'test', subject: 'somebody', seconds: 60 },
	tick: {}
});
