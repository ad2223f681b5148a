import { describe, expect, test } from 'vitest';
import { changesOf, knownByThen } from './amendment-words.ts';
import type { WholePlan } from './amendments-schema.ts';

const score: WholePlan['goals'][number] = {
	metric_id: 'score',
	objective_id: 'o',
	role: 'primary',
	target: null,
	minimum_effect: 4,
	planned_sd: null,
	guardrail_limit: null,
	margin: null,
	metric: 'Unit score',
	unit: 'points',
	kind: 'mean',
	better: 'higher',
	about: 'students',
	objective: '3.1'
};
const whole: WholePlan = {
	plan: {
		design: 'randomized',
		assignment_unit: 'class',
		analysis_unit: 'student',
		groups_per_arm: 8,
		people_per_arm: 200,
		icc: null,
		pretest_r2: null,
		outcome_period: 'Winter',
		strata: [],
		early_stopping: false,
		effect_spread: null
	},
	goals: [score]
};

describe('what an amendment changed', () => {
	test('is said part by part, and what stayed is not', () => {
		const became = { ...whole, plan: { ...whole.plan, people_per_arm: 180, icc: 0.1, strata: ['Grade 4'] } };
		expect(changesOf({ was: whole, became })).toEqual([
			{ what: 'People on each side', was: '200', became: '180' },
			{ what: 'How alike people in a group are (ICC)', was: 'not set', became: '0.1' },
			{ what: 'Compared within', was: 'nothing', became: 'Grade 4' }
		]);
		expect(changesOf({ was: whole, became: whole })).toEqual([]);
	});

	test('says whether it may be stopped early now', () => {
		const became = { ...whole, plan: { ...whole.plan, early_stopping: true, effect_spread: 0.25 } };
		expect(changesOf({ was: whole, became })).toEqual([
			{
				what: 'Stopping early',
				was: 'Only for harm, or past a guardrail',
				became: 'For a clear result, by the wider interval'
			},
			{ what: 'How far effects lie from zero (sd)', was: 'not set', became: '0.25' }
		]);
	});

	test('names the outcome, in its own unit', () => {
		const became = { ...whole, goals: [{ ...score, role: 'key' as const, minimum_effect: 6 }] };
		expect(changesOf({ was: whole, became })).toEqual([
			{ what: 'Unit score: role', was: 'Primary', became: 'Key' },
			{ what: 'Unit score: smallest change that matters', was: '4\u00a0points', became: '6\u00a0points' }
		]);
	});

	test('says which outcome came and which went', () => {
		const other = { ...score, metric_id: 'other', metric: 'Attendance' };
		expect(changesOf({ was: whole, became: { ...whole, goals: [other] } })).toEqual([
			{ what: 'Attendance', was: 'not in the plan', became: 'Primary outcome' },
			{ what: 'Unit score', was: 'Primary outcome', became: 'not in the plan' }
		]);
	});

	test('and whether results could be known', () => {
		expect(knownByThen(0)).toContain('Before any result');
		expect(knownByThen(1)).toBe('After 1 result of the period that counts was logged.');
	});
});
