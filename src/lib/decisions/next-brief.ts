import type { Due } from './cabinet.ts';

/** What else waits for somebody's vote, and the first of it. */
export type NextBrief = { left: number; first: { id: string; title: string } | null };

export function nextBrief(
	due: readonly Pick<Due, 'id' | 'title' | 'i_vote' | 'my_vote'>[],
	voted: string
): NextBrief {
	const waiting = due.filter(({ id, i_vote, my_vote }) => i_vote && !my_vote && id !== voted);
	const [first] = waiting;
	return { left: waiting.length, first: first ? { id: first.id, title: first.title } : null };
}
