import { expect, test } from 'vitest';
import { newsOf } from './news.ts';

type Seen = Parameters<typeof newsOf>[0];

const line = (id: string, state: Seen['items'][number]['state'], more: object = {}) => ({
	id,
	title: id,
	reason: 'evidence' as const,
	minutes: null,
	begun_at: null,
	closed_at: null,
	state,
	outcome: null,
	...more
});
const quorum = { quorum: 2, present: null, eligible: 4 };
const seen = (items: Seen['items'], more: Partial<Seen> = {}): Seen => ({
	items,
	carried: [],
	meeting: { ended_at: null },
	item: null,
	...more
});

test('whoever listens is told what became of each item', () => {
	const before = seen([line('A', 'open'), line('B', 'waiting'), line('C', 'voting closed')]);
	expect(newsOf(before, before)).toBe('');
	expect(
		newsOf(
			before,
			seen([line('A', 'voting closed'), line('B', 'open'), line('C', 'decided', { outcome: 'scale' })])
		)
	).toBe('Voting on “A” is closed. “B” is open. “C” is decided: scale.');
	expect(newsOf(before, seen([...before.items.slice(0, 2), line('C', 'open')]))).toBe(
		'Voting on “C” is open again.'
	);
});

test('and how many have voted, what is carried over, and that the meeting has ended', () => {
	const item = { id: 'A', state: 'open' as const, cast: 0, quorum };
	const before = seen([line('A', 'open')], { item });
	expect(newsOf(before, { ...before, item: { ...item, cast: 1 } })).toBe('1 of 4 has voted.');
	expect(
		newsOf(
			before,
			seen([], {
				carried: [{ id: 'A', title: 'A', reason: '', held_on: null }],
				meeting: { ended_at: 'now' }
			})
		)
	).toBe('“A” is carried over. The meeting has ended.');
});
