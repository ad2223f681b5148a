/* A plan as it stands in its form, for tests: four classes a side of randomized classes, and a score about students. */
import type { PlanValues } from '#lib/pilots/plan-values.ts';

export const score = {
	id: 'score',
	name: 'Unit score',
	unit: 'points',
	kind: 'mean' as const,
	better: 'higher' as const,
	about: 'students' as const,
	meaning: '',
	measures: 'outcome' as const
};

/** Without its outcome goals, period and strata, which each story says. */
export const classes: Omit<PlanValues, 'goals' | 'outcome_period' | 'strata'> = {
	design: 'randomized',
	assignment_unit: 'class',
	analysis_unit: 'student',
	groups_per_arm: '4',
	people_per_arm: '100',
	icc: '0.2',
	pretest_r2: '',
	early_stopping: 'false',
	effect_spread: ''
};
