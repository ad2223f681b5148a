import { expect, test } from 'vitest';
import { minutesLeft, standingOf } from './standing.ts';

const today = '2026-11-27';
const held = (
	completed_on: string | null,
	expires_on: string | null = null,
	reported_on: string | null = null
) => ({
	completed_on,
	expires_on,
	reported_on
});

test.each([
	['never done', held(null), 'missing'],
	['good for ever', held('2020-01-01'), 'current'],
	['good for 61 days more', held('2026-01-27', '2027-01-27'), 'current'],
	['good for 60 days more', held('2026-01-26', '2027-01-26'), 'expiring'],
	['on its last day', held('2025-11-27', '2026-11-27'), 'expiring'],
	['the day after', held('2025-11-26', '2026-11-26'), 'expired'],
	['reported, not confirmed', held(null, null, '2026-11-20'), 'reported'],
	['expired, and done again by their own word', held('2025-01-01', '2026-01-01', '2026-11-20'), 'reported'],
	['good, and reported besides', held('2026-11-01', '2027-11-01', '2026-11-20'), 'current']
])('%s', (_, one, standing) => {
	expect(standingOf(one, today)).toBe(standing);
});

test('only what is asked and not done takes time', () => {
	const module = (asked: boolean, minutes: number, one = held(null)) => ({ asked, minutes, ...one });
	expect(
		minutesLeft(
			[
				module(true, 30),
				module(false, 100),
				module(true, 20, held('2026-11-01')),
				module(true, 15, held('2024-01-01', '2025-01-01')),
				module(true, 7, held(null, null, '2026-11-20'))
			],
			today
		)
	).toBe(45);
});
