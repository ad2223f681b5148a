import { describe, expect, test } from 'vitest';
import { compacted, rowErrors, rowsIn, rowsShown } from './condition-rows.ts';

const typed = {
	outcome: 'scale',
	'condition-0-words': '',
	'condition-0-owner': '',
	'condition-1-words': 'Train the new schools.',
	'condition-1-owner': 'a',
	'condition-1-due_on': '2027-01-31',
	'condition-2-words': ' ',
	'condition-2-due_on': '2027-02-01'
};

describe('rows of conditions', () => {
	test('are those that say something', () => {
		expect(rowsIn(typed)).toEqual([
			{ words: 'Train the new schools.', owner: 'a', due_on: '2027-01-31', evidence: '' },
			{ words: '', owner: '', due_on: '2027-02-01', evidence: '' }
		]);
		expect(rowsIn({ outcome: 'scale' })).toEqual([]);
	});

	test('move together, so that a number means the same in the form and in what is said of it', () => {
		expect(compacted(typed)).toMatchObject({
			outcome: 'scale',
			'condition-0-words': 'Train the new schools.',
			'condition-1-due_on': '2027-02-01'
		});
		expect(compacted(typed)).not.toHaveProperty('condition-2-due_on');
	});

	test('say which one lacks what', () => {
		expect(rowErrors(rowsIn(typed))).toEqual({
			'condition-1-words': 'Condition 2 does not say what is to be done.',
			'condition-1-owner': 'Condition 2 has no owner.'
		});
		const long = { words: 'x'.repeat(1001), owner: 'a', due_on: 'soon', evidence: '' };
		expect(Object.keys(rowErrors([long]))).toEqual(['condition-0-words', 'condition-0-due_on']);
	});

	test.each([
		[0, 0, 3],
		[2, 0, 4],
		[2, 3, 7],
		[12, 5, 12]
	])('with %i filled in and %i added, %i are shown', (filled, added, shown) => {
		expect(rowsShown(filled, added)).toBe(shown);
	});
});
