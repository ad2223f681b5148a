import { expect, test } from 'vitest';
import type { FamilyRule } from '#lib/pilots/risk-schema.ts';
import type { RiskTable } from '#lib/pilots/risk.ts';
import { ruleFields, rulesIn } from './family-rules-form.ts';
import { pointsField, riskFields, riskIn } from './risk-form.ts';

const table = {
	moderate_from: 3,
	high_from: 8,
	rules: [
		{ question: 'under_13', answer: 'yes', points: 2, at_least: null },
		{ question: 'outputs_reviewed', answer: 'spot checks', points: 1, at_least: 'high' }
	]
} as unknown as RiskTable;

test('a risk table comes back from its form as it was', () => {
	const { moderate_from, high_from, rules } = table;
	expect(riskIn(riskFields(table), table)).toEqual({ moderate_from, high_from, rules });
});

test('what is no whole number is kept as it was typed', () => {
	const values = { ...riskFields(table), high_from: '8.5', [pointsField(table.rules[0]!)]: '' };
	expect(riskIn(values, table)).toMatchObject({ high_from: '8.5', rules: [{ points: '' }, { points: 1 }] });
});

test('rules for families come back from their form as they were, and what is not asked has none', () => {
	const rules: FamilyRule[] = [
		{ tier: 'low', kind: 'notice', condition: 'always', evidence: true },
		{ tier: 'high', kind: 'notice', condition: 'research', evidence: false },
		{ tier: 'high', kind: 'under_13', condition: 'under 13', evidence: true }
	];
	expect(rulesIn(ruleFields(rules))).toEqual(rules);
	expect(
		rulesIn({ 'asked low notice': '', 'evidence low notice': 'yes', 'asked low consent': 'never' })
	).toEqual([]);
});
