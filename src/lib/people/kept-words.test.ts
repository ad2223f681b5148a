import { expect, test } from 'vitest';
import { pageOf, placeInWords, readable } from './kept-words.ts';

test.each([
	['/pilots/new?', 'A new proposal'],
	['/pilots/1/edit?/save', 'A proposal'],
	['/pilots/1?/comment', 'A comment on a pilot'],
	['/pilots/1?before=2&/comment', 'A comment on a pilot'],
	['/pilots/1?/seat', 'The page of a pilot'],
	['/pilots/1/plan', 'A measurement plan'],
	['/somewhere/else?/x', 'A form']
])('%s is %s', (path, words) => {
	expect(placeInWords(path)).toBe(words);
});

test('the page is the form’s, without its action', () => {
	expect(pageOf('/pilots/1/edit?/save')).toBe('/pilots/1/edit');
	expect(pageOf('/pilots/1/edit?step=benefit&/save')).toBe('/pilots/1/edit?step=benefit');
});

test('what a person wrote is shown, and what the form says to itself is not', () => {
	expect(
		readable([
			['id', '8a3d2c1e-0000-4000-8000-123456789abc'],
			['step', 'problem'],
			['who_affected', '240 children'],
			['sites', '8a3d2c1e-0000-4000-8000-123456789abc'],
			['strata', 'Grade 6'],
			['strata', 'Grade 7'],
			['password', null],
			['tool', ' '],
			['goals[0].target', '5'],
			['toString', 'x']
		])
	).toEqual([
		{ label: 'Who is affected?', value: '240 children' },
		{ label: 'Strata', value: 'Grade 6, Grade 7' },
		{ label: 'Goals 0 target', value: '5' },
		{ label: 'Tostring', value: 'x' }
	]);
});
