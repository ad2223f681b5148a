import { expect, test } from 'vitest';
import { agreementsInWords, saidInWords } from './partner-words.ts';

test.each([
	[{}, null],
	[{ current: 2 }, '2 current'],
	[{ ended: 1, expiring: 1, current: 3 }, '3 current, 1 ends soon, 1 ended']
])('agreements %j are told as %s', (counts, words) => {
	expect(agreementsInWords(counts)).toBe(words);
});

test('nothing is said of what nobody did', () => {
	expect(saidInWords(new URLSearchParams('done=toString'))).toBeNull();
	expect(saidInWords(new URLSearchParams('done=asked'))).toContain('link');
});
