import { describe, expect, test } from 'vitest';
import { answerTo, EVERY, isOlder, pause } from './live.ts';

describe('an open page', () => {
	test('asks within fifteen seconds, and seldom while asking fails', () => {
		expect(pause(0)).toBe(EVERY);
		expect(EVERY).toBeLessThan(15_000);
		expect([1, 2, 3].map(pause)).toEqual([24_000, 48_000, 96_000]);
		expect([5, 50, 5000].map(pause)).toEqual([300_000, 300_000, 300_000]);
	});

	test.each([
		['nothing new', 'a', { status: 304, tag: null, seconds: null }, 0, false],
		['another tag', 'a', { status: 200, tag: 'b', seconds: 1 }, 0, true],
		['the same tag', 'a', { status: 200, tag: 'a', seconds: 1 }, 60, false],
		['a failure', 'a', { status: 500, tag: null, seconds: null }, 60, false],
		['first, long ago', null, { status: 200, tag: 'a', seconds: 3 }, 2, false],
		['first, while it loaded', null, { status: 200, tag: 'a', seconds: 1 }, 2, true],
		['first, nothing ever', null, { status: 200, tag: 'a', seconds: null }, 2, false],
		['first, a failure', null, { status: 503, tag: null, seconds: null }, 2, false]
	])('told of %s', (_, known, told, age, older) => {
		expect(isOlder(known, told, age)).toBe(older);
	});

	test('is never taken from under somebody’s hands', () => {
		expect(answerTo({ typed: false, busy: false })).toBe('refresh');
		expect(answerTo({ typed: true, busy: false })).toBe('say so');
		expect(answerTo({ typed: true, busy: true })).toBe('later');
		expect(answerTo({ typed: false, busy: true })).toBe('later');
	});
});
