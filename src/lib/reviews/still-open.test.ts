import { expect, test } from 'vitest';
import type { Gate } from '#lib/pilots/pilot.ts';
import { factForms } from './facts.ts';
import { openUntilLaunch, stillOpen } from './still-open.ts';

const bare = {
	stage: 'draft' as const,
	gates: [] as Gate[],
	classes: null,
	people: null,
	payer: '',
	staff_hours: null,
	budget_once: null,
	budget_yearly: null,
	tools: [],
	cycle_end: null,
	decision_question: ' ',
	stop_rule: ''
};

test('everything is open at first, and each has its form', () => {
	expect(stillOpen(bare).map(({ item }) => item)).toEqual([...openUntilLaunch]);
	expect(stillOpen(bare).every(({ there }) => !there)).toBe(true);
	for (const item of openUntilLaunch) expect(factForms[item]?.fields.length, item).toBeGreaterThan(0);
});

test('half of an item is open still', () => {
	const there = (more: object) =>
		stillOpen({ ...bare, ...more })
			.filter((one) => one.there)
			.map(({ item }) => item);
	expect(there({ classes: 3 })).toEqual([]);
	expect(there({ classes: 3, people: 0 })).toEqual(['numbers']);
	expect(there({ budget_once: 0, budget_yearly: 0 })).toEqual(['budget']);
	expect(there({ payer: 'A grant', staff_hours: 0 })).toEqual(['resources']);
	expect(there({ tools: ['A'], stop_rule: 'Scores fall.' })).toEqual(['tools_named', 'stop_rule']);
});

test('what the next gate asks for stands there, and nothing is open after launch', () => {
	const gate = { criteria: [{ criterion: 'budget' }, { criterion: 'stop_rule' }] } as unknown as Gate;
	const items = stillOpen({ ...bare, stage: 'vetting', gates: [gate] }).map(({ item }) => item);
	expect(items).not.toContain('budget');
	expect(items).toContain('numbers');
	for (const stage of ['experiment', 'adopted', 'shelved'] as const) {
		expect(stillOpen({ ...bare, stage })).toEqual([]);
	}
});
