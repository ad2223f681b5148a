import { describe, expect, test } from 'vitest';
import { progressOf } from './runbook.ts';
import { avoidedInWords, eventInWords, soFarInWords } from './sunset-words.ts';

const step = (state: 'open' | 'done' | 'skipped', required = true, overdue = false) => ({
	state,
	required,
	overdue
});

describe('how far a runbook is', () => {
	test('is what is done of what is asked; what was left out is neither', () => {
		expect(progressOf([step('done'), step('open', true, true), step('skipped', false)])).toEqual({
			asked: 2,
			done: 1,
			overdue: 1,
			ready: false
		});
	});

	test('is ready once everything required is done', () => {
		expect(progressOf([step('done'), step('open', false)]).ready).toBe(true);
		expect(progressOf([]).ready).toBe(true);
	});
});

const reckoned = {
	budget: 24000,
	licences: null,
	hours: 72,
	source: '',
	by: null,
	at: null,
	budget_from: 'budget' as const,
	hours_from: 2
};

describe('what is not spent any more', () => {
	test('says how each figure was reckoned', () => {
		expect(avoidedInWords(reckoned)).toEqual([
			{ label: 'Money', value: '$24,000 a year', note: 'The yearly budget of the pilot.' },
			{ label: 'Staff time', value: '72 hours a year', note: '2 hours a week over 36 school weeks.' }
		]);
	});

	test('says nothing of what is not known, and zero where somebody said so', () => {
		expect(avoidedInWords({ ...reckoned, budget: null, hours: null })).toEqual([]);
		const said = { ...reckoned, budget: 0, licences: 120, hours: null, at: '2026-09-01', budget_from: null };
		expect(avoidedInWords(said).map(({ value, note }) => [value, note])).toEqual([
			['$0 a year', undefined],
			['120', undefined]
		]);
	});

	test('adds up for the district in one line', () => {
		const sum = { pilots: 2, closing: 1, budget: 48000, hours: 1, licences: 0, without: 0 };
		expect(soFarInWords(sum)).toBe(
			'Closed so far: 2\u00a0pilots, $48,000 a year and 1 hour a year not spent.'
		);
		expect(soFarInWords({ ...sum, pilots: 1, hours: 0 })).toBe(
			'Closed so far: 1\u00a0pilot, $48,000 a year not spent.'
		);
	});
});

test('each event of a step is said in words', () => {
	const event = {
		id: 1,
		words: '',
		link: '',
		done_on: '2026-03-03',
		owner: 'Ann',
		due_on: '2026-03-09',
		by: 'Bo',
		at: '2026-03-03T10:00:00Z'
	};
	expect(eventInWords({ ...event, kind: 'added' })).toBe('gave it to Ann, due 9 Mar 2026');
	expect(eventInWords({ ...event, kind: 'done' })).toBe('did it on 3 Mar 2026');
	expect(eventInWords({ ...event, kind: 'changed', owner: null })).toBe(
		'gave it to nobody yet, due 9 Mar 2026'
	);
});
