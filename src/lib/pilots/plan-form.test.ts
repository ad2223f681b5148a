import { describe, expect, test } from 'vitest';
import type { Pilot } from './pilot.ts';
import { planValuesOf, readPlan, refusedPlan } from './plan-form.ts';
import { emptyRow, planTyped, withRows } from './plan-values.ts';

const METRIC = 'aaaaaaaa-0000-4000-8000-000000000001';
const OTHER = 'aaaaaaaa-0000-4000-8000-000000000002';
const OBJECTIVE = 'aaaaaaaa-0000-4000-8000-000000000003';

const plan = {
	design: 'randomized',
	assignment_unit: 'class',
	analysis_unit: 'student',
	groups_per_arm: '8',
	people_per_arm: '1,200',
	icc: '0.2',
	pretest_r2: '',
	outcome_period: 'Spring 2027',
	strata: 'Grade 4, Grade 5,'
};

function form(rows: Record<string, string>[], more: Record<string, string> = {}): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries({ ...plan, rows: String(rows.length), ...more }))
		data.set(name, value);
	rows.forEach((row, i) => {
		for (const [name, value] of Object.entries({ ...emptyRow(OBJECTIVE), ...row }))
			data.set(`goal-${i}-${name}`, value);
	});
	return data;
}

const primary = { metric_id: METRIC, role: 'primary', target: '4.5', minimum_effect: '0.5' };

describe('a plan', () => {
	test('is read with numbers, and empty is not set', () => {
		const read = readPlan(form([primary]));
		expect(read.ok && read.plan).toMatchObject({
			groups_per_arm: 8,
			people_per_arm: 1200,
			icc: 0.2,
			pretest_r2: null,
			strata: ['Grade 4', 'Grade 5']
		});
		expect(read.ok && read.goals).toEqual([
			{
				metric_id: METRIC,
				objective_id: OBJECTIVE,
				role: 'primary',
				target: 4.5,
				minimum_effect: 0.5,
				planned_sd: null,
				guardrail_limit: null,
				margin: null
			}
		]);
	});

	test('may be stopped early only where that was chosen', () => {
		const of = (more: Record<string, string>) => {
			const read = readPlan(form([primary], more));
			return read.ok && [read.plan.early_stopping, read.plan.effect_spread];
		};
		expect(of({})).toEqual([false, null]);
		expect(of({ early_stopping: 'false', effect_spread: '' })).toEqual([false, null]);
		expect(of({ early_stopping: 'true', effect_spread: '0.25' })).toEqual([true, 0.25]);
	});

	test.each([
		['icc', '1.2'],
		['groups_per_arm', '2.5'],
		['people_per_arm', '0'],
		['outcome_period', ''],
		['outcome_period', 'x'.repeat(41)],
		['strata', 'Grade 4, <b>'],
		['design', ''],
		['early_stopping', 'perhaps'],
		['effect_spread', '0'],
		['effect_spread', '11']
	])('refuses %s = %s and keeps what was typed', (field, value) => {
		const read = readPlan(form([primary], { [field]: value }));
		expect(read.ok).toBe(false);
		expect(!read.ok && Object.keys(read.errors)).toEqual([field]);
		expect(read.values).toMatchObject({ [field]: value });
	});
});

describe('outcome goals', () => {
	test('left empty were never meant', () => {
		expect(readPlan(form([{}, primary, {}]))).toMatchObject({ ok: true, goals: [{ metric_id: METRIC }] });
		expect(readPlan(form([{}]))).toMatchObject({ ok: true, goals: [] });
	});

	test('have exactly one primary, each metric once, at most two key ones', () => {
		const errors = (...rows: Record<string, string>[]) => {
			const read = readPlan(form(rows));
			return read.ok ? {} : read.errors;
		};
		expect(errors({ ...primary, role: 'key' })).toHaveProperty('goal-0-role');
		expect(errors(primary, { ...primary, metric_id: OTHER })).toHaveProperty('goal-1-role');
		expect(errors(primary, { ...primary, role: 'key' })).toHaveProperty('goal-1-metric_id');
		const key = ['4', '5', '6'].map((n) => ({ metric_id: METRIC.replace(/1$/, n), role: 'key' }));
		expect(errors(primary, ...key)).toEqual({ 'goal-3-role': 'A plan has at most two key outcomes.' });
	});

	test('that are guardrails have a limit and no target', () => {
		const guardrail = { metric_id: OTHER, role: 'guardrail', target: '9' };
		expect(readPlan(form([primary, guardrail]))).toMatchObject({
			ok: false,
			errors: { 'goal-1-guardrail_limit': 'A guardrail needs its limit.' }
		});
		const read = readPlan(form([primary, { ...guardrail, guardrail_limit: '2' }]));
		expect(read.ok && read.goals[1]).toMatchObject({ guardrail_limit: 2, target: null });
	});

	test('say which figure is no number, in its own row', () => {
		const read = readPlan(form([{}, { ...primary, target: 'four' }]));
		expect(!read.ok && read.errors).toEqual({
			'goal-1-target': 'Write the target as a number, such as 4.5.'
		});
	});
});

describe('a figure', () => {
	const target = (typed: string) => {
		const read = readPlan(form([{ ...primary, target: typed }]));
		return read.ok ? read.goals[0]!.target : Object.keys(read.errors);
	};

	test.each([
		['1,200', 1200],
		['1 200.5', 1200.5],
		['-1,200,000', -1_200_000],
		['', null]
	])('%s is %s', (typed, figure) => expect(target(typed)).toBe(figure));

	test.each(['5%', '0,05', '1,2', '12,00', ',5'])('%s could mean another one, and is refused', (typed) => {
		expect(target(typed)).toEqual(['goal-0-target']);
	});
});

describe('what the database refuses', () => {
	const read = readPlan(form([{}, primary]));
	const message = '“Uptime” is a share from 0 to 1.';

	test('is said at the field of the outcome that it names', () => {
		const facts = { metric_id: METRIC, field: 'target' };
		expect(refusedPlan({ message, facts }, read.values)).toEqual({
			message: '',
			errors: { 'goal-1-target': message }
		});
	});

	test.each([{}, { metric_id: OTHER, field: 'target' }, { metric_id: METRIC, field: 'magic' }])(
		'is said for the whole form with %o',
		(facts) => {
			expect(refusedPlan({ message, facts }, read.values)).toEqual({ message, errors: {} });
		}
	);
});

describe('rows', () => {
	test('are added and taken away without losing the others', () => {
		const data = form([primary, { metric_id: OTHER }]);
		data.set('add', '1');
		expect(withRows(planTyped(data), data).goals.map(({ metric_id }) => metric_id)).toEqual([
			METRIC,
			OTHER,
			''
		]);
		data.delete('add');
		data.set('remove', '0');
		expect(withRows(planTyped(data), data).goals.map(({ metric_id }) => metric_id)).toEqual([OTHER]);
	});

	test('are never more than a page can hold', () => {
		expect(planTyped(form([], { rows: '100000' })).goals).toHaveLength(30);
		expect(planTyped(form([], { rows: '-3' })).goals).toHaveLength(0);
	});

	test('begin with the primary one', () => {
		const objectives = [{ id: OBJECTIVE, code: '3.1', title: 'Redesign' }];
		expect(planValuesOf({ plan: null, goals: [], objectives }).goals).toEqual([
			{ ...emptyRow(OBJECTIVE), role: 'primary' }
		]);
	});
});

describe('a plan that a template begins', () => {
	const objectives = [{ id: OBJECTIVE, code: '1.1', title: 'A' }];
	const template = {
		design: 'before and after',
		metrics: [
			{ metric_id: METRIC, role: 'primary', minimum_effect: 3, name: 'Score', unit: 'points' },
			{ metric_id: OTHER, role: 'guardrail', limit: 0, name: 'Incidents', unit: 'a month' }
		]
	} as unknown as NonNullable<Pilot['template']>;

	test('offers its outcomes, guardrails with limits, and its design', () => {
		const values = planValuesOf({ plan: null, goals: [], objectives, template });
		expect(values).toMatchObject({
			design: 'before and after',
			goals: [
				{
					metric_id: METRIC,
					objective_id: OBJECTIVE,
					role: 'primary',
					minimum_effect: '3',
					guardrail_limit: ''
				},
				{ metric_id: OTHER, role: 'guardrail', minimum_effect: '', guardrail_limit: '0' }
			]
		});
	});

	test('is left as it was saved once it is', () => {
		const saved = { design: 'randomized', strata: [] } as unknown as NonNullable<Pilot['plan']>;
		const values = planValuesOf({ plan: saved, goals: [], objectives, template });
		expect(values.design).toBe('randomized');
		expect(values.goals).toEqual([{ ...emptyRow(OBJECTIVE), role: 'primary' }]);
	});
});
