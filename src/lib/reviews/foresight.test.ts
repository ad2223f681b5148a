import { describe, expect, test } from 'vitest';
import type { Goal, Plan } from '#lib/pilots/pilot.ts';
import { foresee } from './foresight.ts';

const plan: Plan = {
	design: 'randomized',
	assignment_unit: 'student',
	analysis_unit: 'student',
	groups_per_arm: 8,
	people_per_arm: 200,
	icc: null,
	pretest_r2: null,
	outcome_period: 'Unit 4',
	strata: [],
	locked_at: null
};
const goal: Goal = {
	id: 'g',
	metric_id: 'm',
	objective_id: 'o',
	role: 'primary',
	target: null,
	minimum_effect: 4,
	planned_sd: 10,
	guardrail_limit: null,
	margin: null,
	metric: 'Unit assessment score',
	unit: 'points',
	kind: 'mean',
	better: 'higher',
	about: 'students',
	objective: '3.1'
};

describe('what a plan can ever tell', () => {
	test('is enough where the smallest change that matters can be seen', () => {
		const seen = foresee({ plan, goals: [goal] });
		expect(seen?.tells).toBe('enough');
		expect(seen?.detectable).toBeCloseTo(2.81, 1);
	});

	test('is less with whole classes, even where nobody planned how alike their students are', () => {
		const classes: Plan = { ...plan, assignment_unit: 'class' };
		expect(foresee({ plan: classes, goals: [goal] })?.tells).toBe('may miss');
	});

	test('is no cause without a comparison', () => {
		expect(foresee({ plan: { ...plan, design: 'before and after' }, goals: [goal] })?.tells).toBe(
			'no comparison'
		);
	});

	test('is not known without a spread, which a share brings with its target', () => {
		expect(foresee({ plan, goals: [{ ...goal, planned_sd: null }] })?.tells).toBe('unknown');
		const share: Goal = {
			...goal,
			kind: 'proportion',
			unit: 'share of students',
			planned_sd: null,
			target: 0.5
		};
		expect(foresee({ plan, goals: [{ ...share, minimum_effect: 0.2 }] })?.tells).toBe('enough');
	});

	test('is nothing without a plan or a primary outcome', () => {
		expect(foresee({ plan: null, goals: [goal] })).toBeNull();
		expect(foresee({ plan, goals: [] })).toBeNull();
	});
});
