// Seats, requests to join, partner contacts and threads: what stands in the tables of the access matrix, and the calls.
import { randomUUID } from 'node:crypto';
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { must } from './pilots.ts';

/** A seat of each pilot with somebody who asks for it, a partner contact, and a word for reviewers only. */
export async function furnishJoining({ people }: District, pilot: string, draft: string) {
	const { lead, clerk, sponsor } = people;
	const open = (where: string) =>
		must(lead, 'open_seat', { pilot: where, role: 'member', wanted: 'Translates.', hours_a_week: 1 });
	const seat = await open(pilot);
	await open(draft);
	return {
		seat,
		request: await must(clerk, 'ask_to_join', { pilot, seat, note: 'I speak Somali.' }),
		contact: await must(lead, 'save_partner', {
			pilot,
			contact: { name: 'Rosa Lind', organisation: 'Tutor Inc.', email: 'rosa@tutor.example' }
		}),
		among: await must(sponsor, 'comment', { pilot, body: 'Between us.', part: 'tool', reviewers_only: true })
	};
}

export const joining = ({ pilots, joining: there, comment, district }: Fixture): Record<string, Call> => {
	const pilot = pilots.running;
	const contact = { name: 'Ada Byron', organisation: 'University', email: 'ada@university.example' };
	return {
		open_seat: { pilot, role: 'data collector', wanted: 'Counts.' },
		close_seat: { pilot, seat: there.seat },
		ask_to_join: { pilot, seat: there.seat, note: 'May I?' },
		answer_join: { request: there.request, accept: true, note: 'Welcome.' },
		withdraw_join: { request: there.request },
		save_partner: { pilot, contact },
		'save_partner changing one': { pilot, contact, id: there.contact },
		remove_partner: { pilot, contact: there.contact },
		advertised_seats: { filters: { site: district.sites[0] } },
		'comment in a thread': { pilot, body: 'So do I.', reply_to: comment },
		'comment for reviewers only': { pilot, id: randomUUID(), body: 'Between us.', reviewers_only: true },
		'comment among reviewers': { pilot, body: 'Yes.', reply_to: there.among },
		'comments up to one for reviewers': { pilot, upto: there.among },
		resolve_comment: { pilot, comment },
		'resolve_comment among reviewers': { pilot, comment: there.among },
		'take_back_comment among reviewers': { pilot, comment: there.among },
		'comment for reviewers with a guest': {
			pilot: pilots.visited,
			body: 'Between us.',
			reviewers_only: true
		}
	};
};
