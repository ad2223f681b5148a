import { expect, test } from 'vitest';
import { audienceOf, shareOf, versionOf } from './principle-words.ts';

test('a version is a number until it was corrected', () => {
	expect(versionOf({ version: 2, minor: 0 })).toBe('2');
	expect(versionOf({ version: 2, minor: 3 })).toBe('2.3');
});

test.each([
	[[], [], 'All staff'],
	[[], ['school'], 'All staff at schools'],
	[[], ['school', 'department'], 'All staff'],
	[['reviewer'], [], 'Reviewers'],
	[['reviewer', 'clerk'], ['department'], 'Reviewers and clerks in departments'],
	[['cabinet', 'reviewer', 'admin'], [], 'The cabinet, reviewers and the AI office']
])('%j of %j are %s', (roles, site_kinds, said) => {
	expect(audienceOf({ roles, site_kinds })).toBe(said);
});

test('a share is never rounded up to all', () => {
	expect(shareOf({ asked: 0, done: 0 })).toBeNull();
	expect(shareOf({ asked: 300, done: 299 })).toBe(99);
	expect(shareOf({ asked: 3, done: 3 })).toBe(100);
});
