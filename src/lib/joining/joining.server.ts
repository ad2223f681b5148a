/** Seats on a pilot's team, who asks to take one, and its partner contacts. */
import { ask as query } from '#lib/db/ask.server.ts';
import { answer } from '#lib/pilots/answer.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import {
	answerForm,
	askForm,
	closeSeatForm,
	openSeatForm,
	partnerForm,
	removePartnerForm,
	withdrawForm
} from './forms.ts';
import { seatsSchema, type SeatFilters } from './seat-list.ts';

type Database = App.Locals['supabase'];

/** The lead looks for somebody. */
export function openSeat(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answer(
		'open seat',
		form,
		openSeatForm,
		// No hours is null, which the generated types do not know.
		({ hours_a_week, ...seat }) =>
			database.rpc('open_seat', { pilot, ...seat, hours_a_week: hours_a_week as number }),
		'seat opened'
	);
}

/** The lead looks for nobody any more. */
export function closeSeat(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answer(
		'close seat',
		form,
		closeSeatForm,
		({ seat }) => database.rpc('close_seat', { pilot, seat }),
		'seat closed'
	);
}

/** Whoever asks would like to join, for one seat or for any. */
export function ask(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answer(
		`ask:${form.get('seat') ?? ''}`,
		form,
		askForm,
		({ seat, note }) => database.rpc('ask_to_join', { pilot, note, ...(seat ? { seat } : {}) }),
		'asked'
	);
}

/** The lead takes somebody in, or says no. */
export function respond(database: Database, _pilot: string, form: FormData): Promise<Reply> {
	return answer(
		`answer:${form.get('request') ?? ''}`,
		form,
		answerForm,
		(given) =>
			database.rpc('answer_join', {
				request: given.request,
				accept: given.answer === 'accept',
				note: given.note,
				without_seat: given.without_seat === 'yes'
			}),
		form.get('answer') === 'accept' ? 'accepted' : 'declined'
	);
}

/** Whoever asked asks no more. */
export function withdraw(database: Database, _pilot: string, form: FormData): Promise<Reply> {
	return answer(
		'withdraw',
		form,
		withdrawForm,
		({ request }) => database.rpc('withdraw_join', { request }),
		'withdrawn'
	);
}

/** Adds a partner contact, or changes one. */
export function savePartner(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answer(
		`partner:${form.get('known') ?? ''}`,
		form,
		partnerForm,
		({ id, ...contact }) => database.rpc('save_partner', { pilot, contact, id }),
		'partner'
	);
}

export function removePartner(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answer(
		`remove partner:${form.get('contact') ?? ''}`,
		form,
		removePartnerForm,
		({ contact }) => database.rpc('remove_partner', { pilot, contact }),
		'partner removed'
	);
}

/** The open seats of every pilot that the caller sees. */
export async function seats(database: Database, { before, most, ...filters }: SeatFilters) {
	return seatsSchema.parse(
		await query(
			database.rpc('advertised_seats', { filters, ...(before ? { before } : {}), ...(most ? { most } : {}) })
		)
	);
}
