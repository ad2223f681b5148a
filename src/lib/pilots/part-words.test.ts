import { expect, test } from 'vitest';
import { partName, partsInWords } from './part-words.ts';

test('parts are said with or', () => {
	expect(partsInWords(['sponsor'])).toBe('the sponsor');
	expect(partsInWords(['accessibility and equity', 'admin'])).toBe(
		'a reviewer for accessibility and equity or the AI office'
	);
	expect(partsInWords(['instruction', 'sponsor', 'admin'])).toBe(
		'a reviewer for instruction, the sponsor or the AI office'
	);
});

test('and as entries of a list', () => {
	expect(partName('finance')).toBe('Reviewer for finance');
	expect(partName('admin')).toBe('AI office');
});
