import { describe, expect, test } from 'vitest';
import { eventInWords, findingDone, othersClose } from './finding-words.ts';
import { findingEvents, type FindingEvent } from './findings.ts';

const event = (more: Partial<FindingEvent>): FindingEvent => ({
	id: 1,
	kind: 'raised',
	body: '',
	link: '',
	severity: 'blocking',
	owner: 'Ann',
	due_on: '2026-03-03',
	by: 'Bea',
	at: '2026-02-01T00:00:00Z',
	...more
});

describe('what was done with a finding', () => {
	test.each([
		['raised', 'raised it as blocking, for Ann, due 3 Mar 2026'],
		['answered', 'answered'],
		['reassigned', 'gave it to Ann, due 3 Mar 2026'],
		['regraded', 'weighs it as blocking from here on'],
		['closed', 'closed it'],
		['reopened', 'opened it again']
	] as const)('%s', (kind, words) => expect(eventInWords(event({ kind }))).toBe(words));

	test.each(findingEvents)('%s is said without owner and day', (kind) => {
		expect(eventInWords(event({ kind, owner: null, due_on: null }))).not.toMatch(/null|undefined/);
	});

	test('is said once it was, and only if it was', () => {
		expect(findingDone('closed')).toBe('The finding is closed.');
		for (const made of [null, '', 'toString', 'deleted']) expect(findingDone(made)).toBeNull();
	});
});

describe('who closes it instead', () => {
	test.each([
		[['Ann'], 'Ann can.'],
		[['Ann', 'Bea', 'Cy'], 'Ann, Bea, Cy can.'],
		[['Ann', 'Bea', 'Cy', 'Di', 'Ed'], 'Ann, Bea, Cy or 2 more can.']
	])('%j', (names, words) => expect(othersClose(names)).toMatch(new RegExp(`${words}$`)));

	test('is appointed where nobody can', () =>
		expect(othersClose([])).toContain('the AI office gives somebody the role'));
});
