import { describe, expect, test } from 'vitest';
import { analyse } from './analysis.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { EvidenceInput } from './input.ts';
import { assistments } from './real-experiments.ts';

/** The first outcome's verdict and the rule that said so. */
function judged(given: EvidenceInput) {
	const { verdict, rule, facts } = analyse(given).outcomes[0]!.verdict;
	return { verdict, rule, facts };
}

/** One pilot of 100 and one comparison of 100, with a spread that gives an interval of about ± 2.8 points. */
function scored(difference: number, some: Parameters<typeof goal>[0] = {}) {
	return input({ goals: [goal(some)], rows: means([100, 60 + difference, 10], [100, 60, 10]) });
}

describe('a compared outcome', () => {
	test('all of the interval beyond what matters is a clear gain', () => {
		expect(judged(scored(6)).verdict).toBe('clear gain');
	});

	test('a gain whose interval begins below what matters is of unsure size', () => {
		expect(judged(scored(4)).verdict).toBe('gain, size unsure');
	});

	test('a gain that surely is smaller than what matters is small', () => {
		expect(judged(scored(4, { minimum_effect: 10 })).verdict).toBe('gain, small');
	});

	test('without a minimum important effect no gain is clear', () => {
		expect(judged(scored(6, { minimum_effect: null })).verdict).toBe('gain, size unsure');
	});

	test('an interval from nothing to less than what matters is no gain that matters', () => {
		expect(judged(scored(0)).verdict).toBe('no gain that matters');
	});

	test('an interval over zero and over what matters cannot tell', () => {
		expect(judged(scored(1)).verdict).toBe("can't tell");
	});

	test('all of the interval below zero is harm, however small', () => {
		expect(judged(scored(-3, { minimum_effect: 20 }))).toMatchObject({
			verdict: 'harm',
			facts: { direction: 'worse' }
		});
	});

	test('with a margin, an interval inside it is no worse, before it is no gain', () => {
		expect(judged(scored(0, { margin: 4 })).verdict).toBe('no worse');
		expect(judged(scored(0, { margin: 2 })).verdict).toBe('no gain that matters');
	});

	test('minutes are better lower, so fewer of them are a clear gain', () => {
		const minutes = metric({ id: 'minutes', unit: 'minutes', better: 'lower', about: 'staff survey' });
		const rows = means([42, 11.8, 4.1], [40, 19.6, 5.3], { metric_id: 'minutes' });
		const given = input({
			plan: plan({ analysis_unit: 'staff', people_per_arm: 41 }),
			goals: [goal({ metric: minutes })],
			rows
		});
		expect(judged(given)).toMatchObject({ verdict: 'clear gain', facts: { direction: 'better' } });
		expect(analyse(given).outcomes[0]!.effect!.estimate).toBeCloseTo(-7.8, 12);
	});

	test('video against text hints on ASSISTments: the printed figures, and no telling', () => {
		const given = input({
			plan: plan({ people_per_arm: 340 }),
			goals: [goal({ minimum_effect: 0.05, planned_sd: 0.49 })],
			rows: assistments
		});
		const { effect, verdict } = analyse(given).outcomes[0]!;
		expect(effect!.estimate).toBeCloseTo(0.0505, 4);
		expect(effect!.t).toBeCloseTo(1.3383, 4);
		expect(effect!.df).toBeCloseTo(680.94, 2);
		expect(effect!.p).toBeCloseTo(0.1812, 4);
		expect(effect!.low).toBeCloseTo(-0.0236, 4);
		expect(effect!.high).toBeCloseTo(0.1246, 4);
		expect(verdict.verdict).toBe("can't tell");
	});
});

describe('not enough data', () => {
	const missing = (given: EvidenceInput) => {
		const { verdict, facts } = judged(given);
		return verdict === 'not enough data' ? (facts.missing ?? 'too few') : verdict;
	};

	test('is a result, and says what is missing', () => {
		expect(missing(input({ plan: null, rows: means([50, 1, 1], [50, 1, 1]) }))).toBe('no plan');
		expect(missing(input())).toBe('no results');
		expect(missing(input({ rows: [means([50, 1, 1], [50, 1, 1])[0]!] }))).toBe('no comparison');
		expect(missing(input({ rows: means([50, 1, 1], [50, 1, 1], { accepted: false }) }))).toBe(
			'nothing accepted'
		);
		expect(missing(input({ rows: means([50, 1, 1], [50, 1, 1], { period: 'Fall 2025' }) }))).toBe(
			'other periods only'
		);
		expect(missing(input({ rows: means([50, 1, 0], [50, 2, 0]) }))).toBe('no interval');
		const before = plan({ design: 'before and after' });
		expect(missing(input({ plan: before, rows: [row({ n: 50, mean: 1, sd: 1 })] }))).toBe('no baseline');
		const total = metric({ kind: 'total', about: 'things' });
		expect(missing(input({ goals: [goal({ metric: total })], rows: [row({ value: 5 })] }))).toBe('no target');
	});

	test('under a tenth of the people planned nothing is judged', () => {
		const rows = means([9, 90, 1], [9, 10, 1]);
		expect(judged(input({ rows }))).toMatchObject({
			verdict: 'not enough data',
			rule: 'under a tenth of plan',
			facts: {
				samples: [
					{ arm: 'pilot', of: 'people', seen: 9, planned: 100 },
					{ arm: 'comparison', of: 'people', seen: 9, planned: 100 }
				]
			}
		});
		const ten = means([10, 90, 1], [10, 10, 1]);
		expect(judged(input({ rows: ten })).verdict).toBe('clear gain');
	});

	test('a survey of staff is not short of students', () => {
		const survey = metric({ about: 'staff survey' });
		expect(
			judged(input({ goals: [goal({ metric: survey })], rows: means([9, 90, 1], [9, 10, 1]) })).verdict
		).toBe('clear gain');
	});
});

describe('without a comparison', () => {
	const before = plan({ design: 'before and after' });
	const change = (after: number) =>
		input({
			plan: before,
			rows: [row({ phase: 'baseline', n: 80, mean: 60, sd: 10 }), row({ n: 80, mean: after, sd: 10 })]
		});

	test('a change is only a change, never a gain', () => {
		expect(judged(change(70))).toMatchObject({
			verdict: 'changed since before',
			facts: { direction: 'better' }
		});
		expect(judged(change(50))).toMatchObject({
			verdict: 'changed since before',
			facts: { direction: 'worse' }
		});
		expect(judged(change(61))).toMatchObject({
			verdict: 'unchanged since before',
			facts: { direction: 'none' }
		});
	});

	test('a total met its target or missed it', () => {
		const champions = metric({ kind: 'total', about: 'things' });
		const total = (value: number) =>
			judged(
				input({ plan: before, goals: [goal({ metric: champions, target: 20 })], rows: [row({ value })] })
			);
		expect(total(20).verdict).toBe('target met');
		expect(total(19).verdict).toBe('target missed');
	});

	test('what is only monitored and has no time before is held against its target', () => {
		const uptime = metric({ kind: 'proportion', about: 'things' });
		const given = input({
			plan: plan({ design: 'monitoring only' }),
			goals: [goal({ metric: uptime, target: 0.99 })],
			rows: [row({ n: 1000, events: 995 })]
		});
		expect(judged(given).verdict).toBe('target met');
	});
});

describe('guardrails', () => {
	const late = metric({ id: 'late', kind: 'proportion', better: 'lower', about: 'things' });
	const complaints = metric({ id: 'complaints', kind: 'count', better: 'lower', about: 'things' });
	const guardrail = (pilot: number, comparison: number, n: number) =>
		judged(
			input({
				goals: [goal({ role: 'guardrail', metric: late, guardrail_limit: 0.02 })],
				rows: [
					row({ metric_id: 'late', n, events: pilot }),
					row({ metric_id: 'late', arm: 'comparison', n, events: comparison })
				]
			})
		);

	test('a share may worsen up to its limit', () => {
		expect(guardrail(58, 60, 1000).verdict).toBe('safe');
		expect(guardrail(75, 60, 1000).verdict).toBe('safe');
	});

	test('past the limit it is at risk, and breached once the interval leaves out zero', () => {
		expect(guardrail(9, 6, 100)).toMatchObject({ verdict: 'at risk', facts: { limitOn: 'change' } });
		expect(guardrail(100, 60, 1000).verdict).toBe('breached');
	});

	test('the limit of a rate is one on the rate itself', () => {
		const rate = (events: number) =>
			judged(
				input({
					goals: [goal({ role: 'guardrail', metric: complaints, guardrail_limit: 2 })],
					rows: [row({ metric_id: 'complaints', events, exposure: 5 })]
				})
			);
		expect(rate(10)).toMatchObject({ verdict: 'safe', facts: { limitOn: 'level' } });
		expect(rate(11).verdict).toBe('breached');
	});

	test('one that was never measured is not safe', () => {
		expect(
			judged(input({ goals: [goal({ role: 'guardrail', metric: late, guardrail_limit: 0.02 })] })).verdict
		).toBe('not enough data');
	});
});

test('a secondary outcome is described and not judged', () => {
	const given = input({ goals: [goal({ role: 'secondary' })], rows: means([100, 90, 10], [100, 60, 10]) });
	expect(judged(given).verdict).toBe('described');
});

test('what is exactly at its limit or target has kept it, whatever a computer makes of the difference', () => {
	const share = metric({ id: 'share', name: 'Share', kind: 'proportion', unit: 'share', better: 'higher' });
	const sum = metric({
		id: 'sum',
		name: 'Sum',
		kind: 'total',
		unit: 'dollars',
		better: 'lower',
		about: 'things'
	});
	const atLimit = (events: number, more: number) =>
		analyse(
			input({
				goals: [
					goal({ role: 'guardrail', minimum_effect: null, guardrail_limit: 0.05, metric: share }),
					goal({ role: 'guardrail', id: 'limit', minimum_effect: null, guardrail_limit: 0.3, metric: sum })
				],
				rows: [
					row({ metric_id: 'share', n: 100, events }),
					row({ metric_id: 'share', arm: 'comparison', n: 100, events: 80 }),
					row({ metric_id: 'sum', value: 0.1 }),
					row({ metric_id: 'sum', value: more })
				]
			})
		).outcomes.map(({ verdict }) => verdict.verdict);
	// 0.75 − 0.8 is −0.050000000000000044, and 0.1 + 0.2 is 0.30000000000000004.
	expect(atLimit(75, 0.2)).toEqual(['safe', 'safe']);
	expect(atLimit(74, 0.21)).toEqual(['at risk', 'breached']);
});
