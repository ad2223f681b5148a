import { describe, expect, test } from 'vitest';
import { joinFaults } from '#lib/pilots/joining.ts';
import { costOf, hoursOf, whyNotThem, whyNotYou } from './join-words.ts';

describe('what joining costs', () => {
	test('nothing, for who judges nothing', () => {
		expect(costOf([])).toBeNull();
		expect(costOf(['clerk'])).toBeNull();
	});

	test.each([
		[
			['evaluator'],
			'You are an evaluator. Once you are on this team you will not be able to evaluate it, not even after you leave it.'
		],
		[
			['admin', 'reviewer'],
			'You are a reviewer and of the AI office. Once you are on this team you will not be able to review it or act on it for the AI office, not even after you leave it.'
		],
		[
			['cabinet', 'evaluator', 'reviewer'],
			'You are a reviewer, an evaluator and of the cabinet. Once you are on this team you will not be able to review it, evaluate it or sponsor it or vote on it, not even after you leave it.'
		]
	])('%j', (roles, said) => {
		expect(costOf(roles)).toBe(said);
	});
});

test('hours are said with their unit', () => {
	expect([null, 0.5, 1, 2].map(hoursOf)).toEqual([
		null,
		'about 0.5 hours a week',
		'about 1 hour a week',
		'about 2 hours a week'
	]);
});

test('every reason is a sentence', () => {
	for (const fault of joinFaults) {
		expect(whyNotThem[fault]).toMatch(/\.$/);
		expect(whyNotYou[fault] ?? '.').toMatch(/\.$/);
	}
});
