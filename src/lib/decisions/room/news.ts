import { outcomeWords } from '#lib/pilots/words.ts';
import type { DocketLine, Room } from './room.ts';

type Seen = Pick<Room, 'items' | 'carried'> & {
	meeting: Pick<Room['meeting'], 'ended_at'>;
	item: Pick<NonNullable<Room['item']>, 'id' | 'state' | 'cast' | 'quorum'> | null;
};

/** What became of a line of the docket, in words; null where nothing did. */
function became(before: DocketLine, { state, title, outcome }: DocketLine): string | null {
	if (before.state === state) return null;
	switch (state) {
		case 'open':
			return before.state === 'voting closed' ? `Voting on “${title}” is open again.` : `“${title}” is open.`;
		case 'voting closed':
			return `Voting on “${title}” is closed.`;
		case 'decided':
			return `“${title}” is decided${outcome ? `: ${outcomeWords[outcome].label.toLowerCase()}` : ''}.`;
		case 'dealt with':
			return `“${title}” is dealt with.`;
		case 'taken off':
			return `“${title}” is taken off.`;
		case 'waiting':
			return null;
	}
}

/** What happened in the room between two looks at it, for whoever listens instead of looking. */
export function newsOf(before: Seen, now: Seen): string {
	const lines = now.items.map((line) => {
		const known = before.items.find(({ id }) => id === line.id);
		return known ? became(known, line) : `“${line.title}” comes onto the docket.`;
	});
	const carried = now.carried
		.filter(({ id }) => !before.carried.some((one) => one.id === id))
		.map(({ title }) => `“${title}” is carried over.`);
	const voted =
		now.item?.state === 'open' && before.item?.id === now.item.id && before.item.cast !== now.item.cast
			? `${now.item.cast} of ${now.item.quorum.eligible} ${now.item.cast === 1 ? 'has' : 'have'} voted.`
			: null;
	const ended = now.meeting.ended_at && !before.meeting.ended_at ? 'The meeting has ended.' : null;
	return [...lines, ...carried, voted, ended].filter(Boolean).join(' ');
}
