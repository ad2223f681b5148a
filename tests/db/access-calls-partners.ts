// Calls about organisations, and about what their contacts are asked.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { must } from './pilots.ts';

/** An organisation with an agreement, and a contact of it who is asked something. */
export async function furnishPartners({ people }: District, pilot: string) {
	const organisation: string = await must(people.admin, 'save_organisation', {
		organisation: { name: 'Tutor Incorporated', kind: 'vendor', about: '', website: '' }
	});
	const agreement: string = await must(people.admin, 'record_partner_agreement', {
		organisation,
		agreement: { kind: 'contract', title: 'This year', signed_on: day(-10) }
	});
	const contact: string = await must(people.lead, 'save_partner', {
		pilot,
		contact: { name: 'Lena Moss', organisation: 'Tutor Incorporated', email: 'lena@tutor.example' }
	});
	const question: string = await must(people.lead, 'ask_partner', {
		pilot,
		contact,
		question: 'Where is it kept?'
	});
	const [row] = await asOwner<{ token: string }>(
		'select private.partner_token(r) as token from private.partner_rooms r where r.contact_id = $1',
		contact
	);
	return { organisation, agreement, contact, question, token: row!.token };
}

export const partners = ({ pilots, partners: there }: Fixture): Record<string, Call> => {
	const pilot = pilots.running;
	const { organisation, agreement, contact, question, token } = there;
	return {
		organisations: {},
		organisation: { organisation },
		save_organisation: { organisation: { name: 'Another', kind: 'other', about: '', website: '' } },
		record_partner_agreement: {
			organisation,
			agreement: { kind: 'other', title: 'Another', signed_on: day(-1) }
		},
		end_partner_agreement: { organisation, agreement, ended_on: day(-1), reason: 'They closed.' },
		partner_questions_of: { pilot },
		ask_partner: { pilot, contact, question: 'For how long?' },
		withdraw_partner_question: { pilot, question },
		close_partner_room: { pilot, contact },
		partner_room: { token },
		answer_as_partner: { token, question, answer: 'In Ohio.' }
	};
};
