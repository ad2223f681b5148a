import { describe, expect, test } from 'vitest';
import { decisionCall, decisionForm } from './decision.ts';
import { voteForm } from './votes.ts';

const PILOT = '6f1c2a34-0000-4000-8000-00000000abcd';
const messages = (result: { error?: { issues: { message: string }[] } }) =>
	result.error?.issues.map(({ message }) => message) ?? [];

describe('the decision form', () => {
	test('asks for outcome and rationale', () => {
		expect(messages(decisionForm.safeParse({ rationale: '  ' }))).toEqual([
			'Choose the outcome.',
			'A decision needs its rationale in words.'
		]);
	});

	test.each([
		[
			'extend',
			[
				'To extend, name the day when the next cycle ends.',
				'To extend, say what must be different this time: the same cycle again shows the same.'
			]
		],
		['shelve', ['To shelve, name the day when the pilot wakes up.']]
	])('asks for what %s needs', (outcome, said) => {
		expect(messages(decisionForm.safeParse({ outcome, rationale: 'Because.' }))).toEqual(said);
	});

	test('sends what must be different with an extension only, and conditions as the database reads them', () => {
		const different = 'Forty classes.';
		const given = { rationale: 'Because.', different, cycle_end: '2027-06-01' };
		const rows = [
			{ row: 0, words: 'Train them.', owner: PILOT, due_on: '2027-01-31', evidence: 'The list.' }
		];
		expect(decisionCall(PILOT, decisionForm.parse({ ...given, outcome: 'extend' }), rows)).toMatchObject({
			different,
			conditions: [{ words: 'Train them.', owner: PILOT, due_on: '2027-01-31', evidence_asked: 'The list.' }]
		});
		expect(decisionCall(PILOT, decisionForm.parse({ ...given, outcome: 'sunset' }))).not.toHaveProperty(
			'different'
		);
	});

	test('sends the dates of its outcome only, and no empty ones', () => {
		const given = decisionForm.parse({
			outcome: 'shelve',
			rationale: ' Not now. ',
			wake_on: '2027-08-01',
			cycle_end: '2027-05-01',
			second: '',
			next_review: ''
		});
		expect(decisionCall(PILOT, given)).toEqual({
			pilot: PILOT,
			outcome: 'shelve',
			rationale: 'Not now.',
			override_reason: '',
			wake_on: '2027-08-01'
		});
	});
});

describe('a vote', () => {
	test('needs a choice', () => {
		expect(messages(voteForm.safeParse({}))).toEqual(['Choose how you vote.']);
	});

	test('needs a reason for recusing oneself, and for nothing else', () => {
		expect(messages(voteForm.safeParse({ choice: 'recuse', reason: ' ' }))).toEqual([
			'To recuse yourself, give the reason.'
		]);
		expect(voteForm.parse({ choice: 'sunset', no_interest: 'yes' })).toEqual({
			choice: 'sunset',
			reason: '',
			no_interest: true
		});
	});

	test('states that there is no interest, unless it recuses', () => {
		expect(messages(voteForm.safeParse({ choice: 'scale' }))).toEqual([
			'State that you have no interest in the tool or its vendor, or recuse yourself from this pilot instead.'
		]);
		expect(voteForm.parse({ choice: 'recuse', reason: 'My sister works there.' })).toMatchObject({
			no_interest: false
		});
	});
});
