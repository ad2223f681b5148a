import { expect, test } from 'vitest';
import { reviewPath, specialtyOf } from '#lib/pilots/review-path.ts';
import { specialties } from '#lib/pilots/words.ts';
import { answerInWords, progressInWords } from './review-words.ts';

test.each([
	[{ questions: 0, answered: 0, concerns: 0 }, 'No questions'],
	[{ questions: 1, answered: 1, concerns: 0 }, 'Its question answered'],
	[{ questions: 5, answered: 3, concerns: 1 }, '3 of 5 questions answered, 1 concern'],
	[{ questions: 5, answered: 5, concerns: 2 }, 'All 5 questions answered, 2 concerns']
])('%o is said as “%s”', (line, words) => {
	// A number stays with its unit.
	expect(progressInWords(line).replaceAll('\u00a0', ' ')).toBe(words);
});

test('what was typed is said as it was typed', () => {
	expect(answerInWords('not applicable')).toBe('Not applicable');
	expect(answerInWords('Who reads below grade 3.')).toBe('Who reads below grade 3.');
});

test('every specialty has an address that leads back to it', () => {
	for (const one of specialties) expect(specialtyOf(reviewPath('p', one).split('/').at(-1)!)).toBe(one);
	expect(specialtyOf('astrology')).toBeUndefined();
});
