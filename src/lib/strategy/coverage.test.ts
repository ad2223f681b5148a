import { describe, expect, test } from 'vitest';
import { gaps, largestCell, reach, weight } from './coverage.ts';
import { strategySchema, type Objective } from './strategy.ts';

const objective = (code: string, stages: Objective['stages']): Objective => ({
	code,
	title: `Objective ${code}`,
	intent: '',
	retired_on: null,
	stages
});

const goals = [
	{
		code: '1',
		title: 'Responsible',
		intent: '',
		objectives: [objective('1.1', { vetting: 2, adopted: 5, retired: 3 }), objective('1.2', { draft: 1 })]
	},
	{
		code: '2',
		title: 'Culture',
		intent: '',
		objectives: [objective('2.1', { shelved: 2 }), objective('2.2', {})]
	}
];

describe('what an objective has', () => {
	test('on the path and off it', () => {
		expect(reach(goals[0]!.objectives[0]!)).toEqual({ on: 7, off: 3, gap: false });
	});

	test('drafts and pilots off the path do not fill a gap', () => {
		expect(gaps(goals).map(({ code }) => code)).toEqual(['1.2', '2.1', '2.2']);
	});

	test('a retired objective leaves no gap', () => {
		expect(reach({ ...objective('2.2', {}), retired_on: '2026-11-25' }).gap).toBe(false);
	});
});

test('cells are weighed against the largest, and small numbers stay light', () => {
	expect(largestCell(goals)).toBe(5);
	expect(largestCell([])).toBe(0);
	expect([0, 1, 2, 5].map((count) => weight(count, 5))).toEqual([0, 1, 2, 3]);
	expect(weight(1, 1)).toBe(1);
});

test('stages without pilots need not be named', () => {
	expect(strategySchema.parse(goals)).toEqual(goals);
	expect(() =>
		strategySchema.parse([{ ...goals[0], objectives: [{ code: '1.1', stages: { nowhere: 1 } }] }])
	).toThrow();
});
