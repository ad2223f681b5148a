import { describe, expect, test } from 'vitest';
import { analyse } from './analysis.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { Goal, Row } from './input.ts';
import { assistments } from './real-experiments.ts';
import { detectableEffect } from './recommendation.ts';

const late = goal({
	role: 'guardrail',
	guardrail_limit: 0.02,
	metric: metric({ id: 'late', name: 'Late arrivals', kind: 'proportion', better: 'lower', about: 'things' })
});

function lateness(pilot: number, n = 1000): Row[] {
	return [
		row({ metric_id: 'late', n, events: pilot }),
		row({ metric_id: 'late', arm: 'comparison', n, events: (60 * n) / 1000 })
	];
}

function recommended(
	difference: number,
	some: { guardrail?: Row[]; goal?: Partial<Goal>; plan?: Parameters<typeof plan>[0] } = {}
) {
	const rows = means([100, 60 + difference, 10], [100, 60, 10]);
	return analyse(
		input({
			plan: plan(some.plan),
			goals: some.guardrail ? [goal(some.goal), late] : [goal(some.goal)],
			rows: [...rows, ...(some.guardrail ?? [])]
		})
	).recommendation;
}

describe('what the evidence permits', () => {
	test('a clear gain with safe guardrails permits to scale, and nothing else', () => {
		expect(recommended(6, { guardrail: lateness(60) })).toMatchObject({
			rule: 'clear gain',
			permitted: ['scale']
		});
	});

	test('a clear gain with a guardrail at risk waits', () => {
		expect(recommended(6, { guardrail: lateness(9, 100) })).toMatchObject({
			rule: 'otherwise',
			permitted: ['extend', 'shelve'],
			facts: { atRisk: ['Late arrivals'] }
		});
	});

	test('a clear gain with a guardrail that nobody measured waits too', () => {
		expect(recommended(6, { guardrail: [] })).toMatchObject({
			rule: 'otherwise',
			facts: { unanswered: ['Late arrivals'] }
		});
	});

	test('a breached guardrail outweighs a clear gain', () => {
		expect(recommended(6, { guardrail: lateness(120) })).toMatchObject({
			rule: 'guardrail breached',
			permitted: ['sunset', 'extend'],
			facts: { breached: ['Late arrivals'] }
		});
	});

	test('harm leads to sunset, or to another try without its cause', () => {
		expect(recommended(-6)).toMatchObject({ rule: 'harm', permitted: ['sunset', 'extend'] });
	});

	test('no gain that matters leads to sunset, or to the shelf', () => {
		expect(recommended(0)).toMatchObject({ rule: 'no gain that matters', permitted: ['sunset', 'shelve'] });
	});

	test('no worse permits to scale only where it is known to be cheaper', () => {
		expect(recommended(0, { goal: { margin: 4 } })).toMatchObject({
			rule: 'otherwise',
			permitted: ['extend', 'shelve'],
			facts: { cost: null }
		});
	});

	test('a gain of unsure size asks for so many more people', () => {
		expect(recommended(4, { goal: { minimum_effect: 1.4 } })).toMatchObject({
			rule: 'otherwise',
			facts: { more: { of: 'people', perArm: 297 } }
		});
	});

	test('no results permit to extend or to shelve', () => {
		expect(analyse(input()).recommendation).toMatchObject({
			rule: 'not enough data',
			permitted: ['extend', 'shelve']
		});
		expect(analyse(input({ goals: [] })).recommendation.rule).toBe('not enough data');
	});

	test('a change without a comparison leaves all four to the cabinet', () => {
		const rows = [row({ phase: 'baseline', n: 80, mean: 60, sd: 10 }), row({ n: 80, mean: 70, sd: 10 })];
		const { recommendation } = analyse(input({ plan: plan({ design: 'before and after' }), rows }));
		expect(recommendation).toMatchObject({
			rule: 'no comparison',
			permitted: ['scale', 'extend', 'shelve', 'sunset']
		});
	});
});

describe('a design that cannot tell', () => {
	test('ASSISTments with 340 students an arm could find 0.105 where 0.05 matters: all four are permitted', () => {
		const given = input({
			plan: plan({ people_per_arm: 340 }),
			goals: [goal({ minimum_effect: 0.05, planned_sd: 0.49 })],
			rows: assistments
		});
		const { rule, permitted, facts } = analyse(given).recommendation;
		expect(rule).toBe("this design can't tell");
		expect(permitted).toEqual(['scale', 'extend', 'shelve', 'sunset']);
		expect(facts.detectable).toBeCloseTo(0.105, 3);
	});

	test('an interval that turned out narrow enough is not the design’s fault', () => {
		expect(recommended(1, { plan: { people_per_arm: 20 } })).toMatchObject({ rule: 'otherwise' });
	});

	test('eight classes of 25 detect 1.14 standard deviations, forty 0.44', () => {
		const classes = (groups_per_arm: number) =>
			plan({ assignment_unit: 'class', groups_per_arm, people_per_arm: groups_per_arm * 25 });
		const one = goal({ planned_sd: 1 });
		expect(detectableEffect(classes(4), one, null)).toBeCloseTo(1.14, 2);
		expect(detectableEffect({ ...classes(4), pretest_r2: 0.6 }, one, null)).toBeCloseTo(0.72, 2);
		expect(detectableEffect(classes(20), one, null)).toBeCloseTo(0.44, 2);
		expect(detectableEffect(plan({ people_per_arm: null }), one, null)).toBeNull();
	});
});
