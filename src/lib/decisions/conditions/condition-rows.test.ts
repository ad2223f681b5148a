import { describe, expect, test } from 'vitest';
import { atRow, rowErrors, rowsIn, rowsShown } from './condition-rows.ts';

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
	test('are those that say something, with their place in the form', () => {
		expect(rowsIn(typed)).toEqual([
			{ row: 1, words: 'Train the new schools.', owner: 'a', due_on: '2027-01-31', evidence: '' },
			{ row: 2, words: '', owner: '', due_on: '2027-02-01', evidence: '' }
		]);
		expect(rowsIn({ outcome: 'scale' })).toEqual([]);
	});

	test('say which one lacks what', () => {
		expect(rowErrors(rowsIn(typed))).toEqual({
			'condition-2-words': 'Condition 3 does not say what is to be done.',
			'condition-2-owner': 'Condition 3 has no owner.'
		});
		const long = { row: 0, words: 'x'.repeat(1001), owner: 'a', due_on: 'soon', evidence: '' };
		expect(Object.keys(rowErrors([long]))).toEqual(['condition-0-words', 'condition-0-due_on']);
	});

	test('are counted by the database without the empty ones, and named as the form counts them', () => {
		const rows = rowsIn(typed);
		expect(atRow('condition-1-due_on', rows)).toBe('condition-2-due_on');
		expect(atRow('Condition 1 is due today or later. Nothing was recorded.', rows)).toBe(
			'Condition 2 is due today or later. Nothing was recorded.'
		);
		expect(atRow('The owner of condition 2 must be active.', rows)).toBe(
			'The owner of condition 3 must be active.'
		);
		expect(atRow('rationale', rows)).toBe('rationale');
	});

	test('end with a few to write in', () => {
		expect(rowsShown([])).toBe(3);
		expect(rowsShown(rowsIn(typed))).toBe(5);
		expect(rowsShown(rowsIn(typed), 2)).toBe(7);
		expect(rowsShown(rowsIn(typed), 20)).toBe(12);
	});
});
