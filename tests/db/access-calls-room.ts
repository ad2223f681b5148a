// Calls of the live room: its chair opens, closes, opens again and carries over; cabinet, clerk and AI office look on.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { must } from './pilots.ts';
import { itemIn, type Reason } from './rooms.ts';
import type { Stage } from './pilots.ts';

/** Meetings in session, each with one item: at each place where its chair has to act. */
export async function furnishRoom(district: District) {
	const { clerk, chair, sponsor, cabinet2 } = district.people;
	let later = 140;
	const meet = async (stage: Stage = 'decision', reason: Reason = 'evidence') => {
		const meeting: string = await must(clerk, 'call_meeting', {
			held_on: day((later += 1)),
			chair: chair.id
		});
		await asOwner('update public.meetings set opened_at = private.now() where id = $1', meeting);
		return { meeting, ...(await itemIn(district, meeting, stage, reason)) };
	};
	const [waiting, open, tied, matter, drifting] = [
		await meet(),
		await meet(),
		await meet(),
		await meet('scaling', 'asked'),
		await meet('adopted', 'asked')
	];
	for (const { item } of [open, tied, matter]) await must(chair, 'open_item', { item });
	for (const { pilot } of [open, tied]) await must(sponsor, 'cast_vote', { pilot, choice: 'scale' });
	await must(cabinet2, 'cast_vote', { pilot: open.pilot, choice: 'scale' });
	await must(cabinet2, 'cast_vote', { pilot: tied.pilot, choice: 'sunset' });
	await must(chair, 'close_voting', { item: tied.item });
	return { waiting, open, tied, matter, drifting };
}

export const room = ({
	rooms: { waiting, open, tied, matter, drifting }
}: Fixture): Record<string, Call> => ({
	open_item: { item: waiting.item },
	close_voting: { item: open.item },
	reopen_voting: { item: tied.item, reason: 'It was a tie.' },
	carry_over: { item: open.item, reason: 'No time left.' },
	settle_matter: { item: matter.item, note: 'The contract is signed.' },
	put_to_vote: { item: drifting.item, reason: 'It drifts.' },
	room: { meeting: open.meeting },
	room_version: { meeting: open.meeting }
});
