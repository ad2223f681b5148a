// Calls of briefs, and of the packet of a meeting.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import { asOwner } from './owner.ts';

/** The meeting that a pilot which waits for its decision is on the docket of. */
export async function meetingOf(pilot: string): Promise<string> {
	const [item] = await asOwner<{ meeting_id: string }>(
		'select meeting_id from public.docket_items where pilot_id = $1 and closed_at is null',
		pilot
	);
	return item!.meeting_id;
}

export const briefs = ({ pilots, meeting }: Fixture): Record<string, Call> => ({
	brief: { pilot: pilots.measured },
	'brief with a guest': { pilot: pilots.visited },
	packet: { meeting }
});
