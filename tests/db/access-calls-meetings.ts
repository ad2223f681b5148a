// Calls of meetings: the clerk and the AI office keep them, the chair leads one, the cabinet says who comes.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { must } from './pilots.ts';

const section = { key: 'attendance', heading: 'Who was there', words: 'All.', made: 'All.' };

/** Meetings at each place of their way, and a matter on the docket. */
export async function furnishMeetings(district: District, adopted: string) {
	const { clerk, chair } = district.people;
	const call = (on: number): Promise<string> =>
		must(clerk, 'call_meeting', { held_on: day(on), chair: chair.id });
	const [today, later, off] = [await call(0), await call(40), await call(41)];
	/** One that was in session on a day before, written of or not, signed or not. */
	const over = async (on: number, state: 'running' | 'written' | 'signed') => {
		const id = await call(60 + on);
		await asOwner(
			`update public.meetings set held_on = private.today() - $2::int, opened_at = now() - interval '1 hour',
				ended_at = case when $3 then null else now() end where id = $1`,
			id,
			on,
			state === 'running'
		);
		if (state !== 'running') await must(clerk, 'save_minutes', { meeting: id, sections: [section], seen: 0 });
		if (state === 'signed') await must(chair, 'sign_minutes', { meeting: id, seen: 1 });
		return id;
	};
	const [running, written, signed] = [
		await over(1, 'running'),
		await over(2, 'written'),
		await over(3, 'signed')
	];
	await must(clerk, 'note_attendance', { meeting: running, people: [chair.id], what: 'arrived' });
	const [line] = await asOwner<{ id: string }>(
		'select id from private.attendance where meeting_id = $1',
		running
	);
	const item: string = await must(clerk, 'put_on_docket', {
		pilot: adopted,
		note: 'The costs.',
		meeting: later
	});
	return { today, later, off, running, written, signed, line: line!.id, item };
}

export const meetings = ({ pilots, district, met }: Fixture): Record<string, Call> => {
	const { today, later, off, running, written, signed, line, item } = met;
	return {
		meeting: { meeting: later },
		save_meeting: { meeting: later, fields: { place: 'Room 2' } },
		cancel_meeting: { meeting: off, reason: 'Snow.' },
		open_meeting: { meeting: today },
		end_meeting: { meeting: running },
		put_on_docket: { pilot: pilots.scaling, note: 'Its costs.' },
		put_on_meeting: { item, meeting: off },
		take_off_docket: { item, reason: 'It is settled.' },
		order_docket: { meeting: later, items: [item] },
		answer_meeting: { meeting: later, comes: true },
		note_attendance: { meeting: running, people: [district.people.sponsor.id], what: 'arrived' },
		strike_attendance: { meeting: running, line },
		send_docket: { meeting: later },
		'read_minutes that are signed': { meeting: signed },
		'read_minutes of a draft': { meeting: written },
		save_minutes: { meeting: written, sections: [section], seen: 1 },
		sign_minutes: { meeting: written, seen: 1 },
		add_to_minutes: { meeting: signed, words: 'One was missing.' },
		make_calendar_link: {},
		end_calendar_link: {},
		calendar_link: {},
		calendar_feed: { token: 'of nobody' }
	};
};
