import { expect, test } from 'vitest';
import { analyse } from './analysis.ts';
import { input, means } from './fixtures.ts';
import { looksByOutcome } from './looks.ts';
import type { LookedAt } from './looks-schema.ts';

const { outcomes } = analyse(input({ rows: means([100, 62, 10], [100, 60, 10]), early: 'running' }));

function look(at: string, p: number | null, some: Partial<LookedAt> = {}): LookedAt {
	const told = { goal: outcomes[0]!.goal.id, estimate: 2, low: -2.3, high: 6.3, p };
	return { at, period: 'Spring 2026', results: 2, people: 1, names: null, outcomes: [told], ...some };
}

test('the smallest p of all looks so far is what counts', () => {
	const [table] = looksByOutcome([look('1', 0.2), look('2', 0.04), look('3', 0.3)], outcomes);
	expect(table!.rows.map(({ at, p }) => [at, p])).toEqual([
		['3', 'p = 0.040'],
		['2', 'p = 0.040'],
		['1', 'p = 0.20']
	]);
	expect(table!.rows[0]).toMatchObject({
		difference: expect.stringMatching(/^\+2\.0.points$/),
		interval: expect.stringMatching(/^−2\.3 to 6\.3.points$/)
	});
});

test('looks at another period are about other results', () => {
	const looks = [look('1', 0.01, { period: 'Fall 2025' }), look('2', 0.5)];
	expect(looksByOutcome(looks, outcomes)[0]!.rows[0]!.p).toBe('p = 0.50');
});

test('what is rounded is said so', () => {
	const told = { goal: outcomes[0]!.goal.id, estimate: 2, low: -2, high: 6, p: 0.5, coarse: true };
	expect(looksByOutcome([look('1', null, { outcomes: [told] })], outcomes)[0]!.rows[0]).toMatchObject({
		difference: expect.stringMatching(/^about \+2.points$/),
		interval: expect.stringMatching(/^about −2 to 6.points$/),
		p: 'p ≤ 0.5'
	});
});

test('what is withheld, or has no interval yet, is said so', () => {
	const goal = outcomes[0]!.goal.id;
	const none = { low: null, high: null, p: null };
	const looks = [
		look('1', null, { outcomes: [{ goal, estimate: 2, ...none }] }),
		look('2', null, { outcomes: [{ goal, estimate: null, ...none }] })
	];
	expect(looksByOutcome(looks, outcomes)[0]!.rows).toMatchObject([
		{ difference: 'withheld', interval: 'withheld', p: '—' },
		{ interval: 'not yet', p: '—' }
	]);
	expect(looksByOutcome([look('1', 0.2, { outcomes: [] })], outcomes)).toEqual([]);
});
