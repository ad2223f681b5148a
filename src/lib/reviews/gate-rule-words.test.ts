import { expect, test } from 'vitest';
import { pilotsInWords, ruleInWords } from './gate-rule-words.ts';

test.each([
	[{ kind: null, tier: null }, 'every pilot'],
	[{ kind: null, tier: 'high' }, 'pilots of high risk'],
	[{ kind: 'operations', tier: null }, 'operations pilots'],
	[{ kind: 'back office', tier: 'low' }, 'back office pilots of low risk']
] as const)('%o are %s', (pilots, words) => {
	expect(pilotsInWords(pilots)).toBe(words);
});

test('a rule says of whom, and how it is met', () => {
	const every = { kind: null, tier: null };
	expect(ruleInWords({ ...every, required: true, how: 'automatic', signed_by: [] })).toBe(
		'Required of every pilot; ticks itself.'
	);
	expect(ruleInWords({ ...every, required: false, how: 'signed', signed_by: ['privacy', 'admin'] })).toBe(
		'Recommended for every pilot; signed by a reviewer for privacy or the AI office.'
	);
	expect(ruleInWords({ ...every, required: true, how: 'signed', signed_by: [] })).toMatch(
		/nobody signs it yet/
	);
});
