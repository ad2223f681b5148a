import { expect, test } from 'vitest';
import type { NamedVote } from './room.ts';
import { byChoice, clock, progress, sidesOf, took } from './words.ts';

const vote = (voter: string, choice: NamedVote['choice'], counted = true): NamedVote => ({
	voter,
	voter_id: voter,
	choice,
	reason: '',
	sponsors: false,
	no_interest: true,
	counted
});

test('a tie is said by its sides, without those who took none', () => {
	expect(sidesOf({ scale: 2, sunset: 2, abstain: 1, recuse: 1 })).toBe('2 for scale, 2 for sunset');
	expect(sidesOf({})).toBe('');
});

test('votes stand by what they are for, most first, and those who took no side last', () => {
	const sides = byChoice([
		vote('a', 'abstain'),
		vote('b', 'sunset'),
		vote('c', 'sunset', false),
		vote('d', 'extend'),
		vote('e', 'extend')
	]);
	expect(sides.map(({ choice }) => choice)).toEqual(['extend', 'sunset', 'abstain']);
	expect(sides[1]!.votes).toHaveLength(2);
});

test.each([
	[-5000, '0:00'],
	[0, '0:00'],
	[65_999, '1:05'],
	[3_750_000, '1:02:30']
])('%i milliseconds are %s', (milliseconds, said) => expect(clock(milliseconds)).toBe(said));

test('what an item took is said beside what was planned', () => {
	const line = { begun_at: '2026-03-02T09:00:00Z', closed_at: '2026-03-02T09:12:10Z', minutes: 10 };
	expect(took(line)).toBe('took 12 of 10 minutes');
	expect(took({ ...line, minutes: null })).toBe('took 12 minutes');
	expect(took({ ...line, closed_at: '2026-03-02T09:00:10Z', minutes: null })).toBe('took 1 minute');
	expect(took({ ...line, closed_at: null })).toBeNull();
});

test('how far the meeting is', () => {
	const line = {
		id: '',
		title: '',
		reason: 'evidence',
		minutes: null,
		begun_at: null,
		state: 'waiting',
		outcome: null
	} as const;
	expect(
		progress([
			{ ...line, closed_at: 'x' },
			{ ...line, closed_at: null }
		])
	).toBe('1 of 2 items done');
	expect(progress([{ ...line, closed_at: null }])).toBe('0 of 1 item done');
});
