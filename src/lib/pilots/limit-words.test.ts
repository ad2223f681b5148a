import { describe, expect, test } from 'vitest';
import type { Limit } from './flow.ts';
import { fullInWords, limitInWords, standing } from './limit-words.ts';

const limit = (more: Partial<Limit> = {}): Limit => ({
	stage: 'experiment',
	per: 'stage',
	count: 5,
	most: 5,
	mode: 'warn',
	...more
});

describe('a limit in words', () => {
	test.each([
		[limit(), 'Experiment: 5 of 5'],
		[limit({ per: 'site', name: 'Creek', count: 7 }), 'Experiment at Creek: 7 of 5'],
		[limit({ per: 'evaluator', name: 'Priya' }), 'Experiment for Priya: 5 of 5']
	])('%o', (given, words) => {
		expect(limitInWords(given)).toBe(words);
	});

	test('says whether one more may come', () => {
		expect(fullInWords(limit())).toContain('This one would be over the limit.');
		expect(fullInWords(limit({ mode: 'block' }))).toContain('Another pilot has to leave it first.');
	});

	test.each([
		[4, 'room'],
		[5, 'full'],
		[6, 'over']
	])('with %i of 5 there is %s', (count, stands) => {
		expect(standing({ count, most: 5 })).toBe(stands);
	});
});
