import { describe, expect, test } from 'vitest';
import { comingInWords, fitInWords, fitOf, minuteInWords, moved, quorumOf } from './docket-plan.ts';

describe('how a docket fits its meeting', () => {
	test.each([
		[[10, 20, 40], 60, '70 of 60 minutes: 10 too long'],
		[[10, 20], 60, '30 of 60 minutes'],
		[[10, null], 60, '10 of 60 minutes, and 1 item says none'],
		[[10, null, null], 60, '10 of 60 minutes, and 2 items say none'],
		[[null, null], 60, '0 of 60 minutes'],
		[[], 60, '0 of 60 minutes'],
		[[60], 60, '60 of 60 minutes']
	])('%j in %i minutes: %s', (minutes, length, said) => {
		const items = minutes.map((one) => ({ minutes: one }));
		expect(fitInWords(fitOf(items, length), length)).toBe(said);
	});
});

describe('its order', () => {
	test.each([
		['b', -1, 'bac'],
		['b', 1, 'acb'],
		['a', -1, 'abc'],
		['c', 1, 'abc'],
		['x', 1, 'abc']
	] as const)('%s goes %i: %s', (id, by, order) => {
		expect(moved(['a', 'b', 'c'], id, by).join('')).toBe(order);
	});
});

describe('the quorum that is to be expected', () => {
	test.each([
		[{ eligible: 5, expected: 2 }, 0, 'met'],
		[{ eligible: 5, expected: 1 }, 2, 'open'],
		[{ eligible: 5, expected: 1 }, 0, 'short'],
		[{ eligible: 1, expected: 1 }, 4, 'never']
	] as const)('%j with %i unanswered is %s', (voters, unanswered, said) => {
		expect(quorumOf(voters, 2, unanswered)).toBe(said);
	});

	test('is said in a sentence, of those present once attendance is taken', () => {
		const says = (comes: boolean | null, present: boolean | null = null) => ({ comes, present });
		expect(comingInWords([says(true), says(true), says(false), says(null)], 2)).toBe(
			'2 of 4 say they come; the quorum is 2 votes'
		);
		expect(comingInWords([says(true), says(null)], 1)).toBe('1 of 2 says they come; the quorum is 1 vote');
		expect(comingInWords([says(true, false), says(null, true)], 2)).toBe(
			'1 of 2 is there; the quorum is 2 votes'
		);
	});
});

test.each([
	['2026-12-18T17:12:20Z', 'after 12 minutes'],
	['2026-12-18T17:01:00Z', 'after 1 minute'],
	['2026-12-18T16:50:00Z', 'at the beginning']
])('%s of a meeting opened at five is %s', (at, said) => {
	expect(minuteInWords(at, '2026-12-18T17:00:00Z')).toBe(said);
});
