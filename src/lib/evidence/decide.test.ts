import { expect, test } from 'vitest';
import { firstMatch, type Rule } from './decide.ts';
import { recommendationRules } from './recommendation.ts';
import { guardrailRules, judgedRules, secondaryRules } from './verdict-rules.ts';

const table: Rule[] = [
	{ rule: 'small', when: [{ fact: 'size', is: 'below', to: { fact: 'limit' } }] },
	{ rule: 'named', when: [{ fact: 'name', is: 'one of', to: ['a', 'b'] }] },
	{
		rule: 'large and exact',
		when: [
			{ fact: 'size', is: 'above', to: 5 },
			{ fact: 'exact', is: 'equal', to: true }
		]
	},
	{ rule: 'the rest', when: [] }
];
const decided = (facts: Parameters<typeof firstMatch>[1]) => firstMatch(table, facts).rule;

test('the first rule whose conditions all hold decides', () => {
	expect(decided({ size: 1, limit: 2, name: 'a' })).toBe('small');
	expect(decided({ size: 2, limit: 2, name: 'a' })).toBe('named');
	expect(decided({ size: 6, exact: true })).toBe('large and exact');
	expect(decided({ size: 6, exact: false })).toBe('the rest');
});

test('no condition holds on a fact that is not known', () => {
	expect(decided({ size: null, limit: 2 })).toBe('the rest');
	expect(decided({ size: 1, limit: null })).toBe('the rest');
});

test('a table that leaves a case open is a mistake of the table', () => {
	expect(() => firstMatch(table.slice(0, 1), {})).toThrow(RangeError);
});

test('every table ends with a rule that asks nothing, and is plain data', () => {
	for (const rules of [judgedRules, guardrailRules, secondaryRules, recommendationRules]) {
		expect(rules.at(-1)!.when).toEqual([]);
		expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
		expect(new Set(rules.map(({ rule }) => rule)).size).toBe(rules.length);
	}
});
