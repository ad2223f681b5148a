import { describe, expect, test } from 'vitest';
import { analyse, shown } from './analysis.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { EvidenceInput, Plan } from './input.ts';
import { alwaysValid, isUndefined } from './statistics/index.ts';

const of = (given: EvidenceInput) => analyse(given).outcomes[0]!;
const scored = (difference: number, early?: 'running' | 'stopped', some: Partial<Plan> = {}) =>
	input({ plan: plan(some), rows: means([100, 60 + difference, 10], [100, 60, 10]), early });

/** The interval of the statistics package, of a difference with this standard error. */
function valid(difference: number, se: number, tau: number) {
	const result = alwaysValid({ difference, variance: se ** 2, tau2: tau ** 2 });
	if (isUndefined(result)) throw new Error(result.reason);
	return result;
}

describe('while a pilot runs', () => {
	test('the interval that stays valid stands for the fixed one, and nothing gives the fixed one', () => {
		const fixed = of(scored(4)).effect!;
		const { effect } = of(scored(4, 'running'));
		const { low, high, p } = valid(4, fixed.se!, 0.3 * 10);
		expect(effect).toMatchObject({ early: 'always valid', estimate: fixed.estimate, low, high, p, t: null });
		expect(low).toBeLessThan(fixed.low!);
		expect(high).toBeGreaterThan(fixed.high!);
		expect(effect!.size!.low).toBeLessThan(fixed.size!.low);
	});

	test('the spread of effects is the plan’s, in the planned standard deviations of the metric', () => {
		const planned = input({
			plan: plan({ effect_spread: 0.5 }),
			goals: [goal({ planned_sd: 12 })],
			rows: means([100, 64, 10], [100, 60, 10]),
			early: 'running'
		});
		const { se, low } = of(planned).effect!;
		expect(low).toBeCloseTo(valid(4, se!, 0.5 * 12).low, 12);
	});

	test('there is no verdict, and whatever is seen permits to go on', () => {
		const { outcomes, recommendation, early } = analyse(scored(9, 'running'));
		expect(outcomes[0]!.verdict).toMatchObject({ verdict: 'not yet', rule: 'still running' });
		expect(recommendation).toMatchObject({ rule: 'still running', permitted: ['extend'] });
		expect(early).toEqual({ running: true, until: '2026-06-12', mayStop: false });
	});

	test('where the plan allows it, a clear result is one, by the wider interval alone', () => {
		const may = { early_stopping: true };
		const clear = analyse(scored(9, 'running', may));
		expect(clear.outcomes[0]!.verdict.verdict).toBe('clear gain');
		expect(clear.recommendation).toMatchObject({ rule: 'clear gain', permitted: ['scale'] });
		// Clear by the fixed interval, and not by this one.
		expect(of(scored(5.9)).verdict.verdict).toBe('clear gain');
		expect(of(scored(4, 'running', may)).verdict.verdict).toBe('not yet');
	});

	test('harm is told whatever the plan says', () => {
		const { health, recommendation } = analyse(scored(-9, 'running'));
		expect(health.find(({ key }) => key === 'early harm')).toMatchObject({ severity: 'caution' });
		expect(recommendation.rule).toBe('still running');
		expect(analyse(scored(-9, 'running', { early_stopping: true })).recommendation.rule).toBe('harm');
		expect(analyse(scored(-2, 'running')).health.some(({ key }) => key === 'early harm')).toBe(false);
		expect(analyse(scored(-9)).health.some(({ key }) => key === 'early harm')).toBe(false);
	});

	test('a level past its limit breaches at once', () => {
		const complaints = metric({ id: 'complaints', kind: 'count', better: 'lower', about: 'things' });
		const given = input({
			goals: [goal(), goal({ role: 'guardrail', metric: complaints, guardrail_limit: 2 })],
			rows: [row({ metric_id: 'complaints', events: 11, exposure: 5 })],
			early: 'running'
		});
		expect(analyse(given).recommendation).toMatchObject({
			rule: 'guardrail breached',
			permitted: ['sunset', 'extend']
		});
	});

	test('a change past its limit is a breach by the wider interval, and a risk before', () => {
		const watched = (difference: number) =>
			of(
				input({
					goals: [goal({ role: 'guardrail', guardrail_limit: 2 })],
					rows: means([100, 60 + difference, 10], [100, 60, 10]),
					early: 'running'
				})
			).verdict.verdict;
		expect([watched(-1), watched(-4), watched(-8)]).toEqual(['safe', 'at risk', 'breached']);
	});

	test('a total that reached its target has reached it, and one that has not may still', () => {
		const total = metric({ kind: 'total', about: 'things' });
		const verdict = (value: number) =>
			of(input({ goals: [goal({ metric: total, target: 20 })], rows: [row({ value })], early: 'running' }))
				.verdict.verdict;
		expect([verdict(20), verdict(19)]).toEqual(['target met', 'not yet']);
	});
});

describe('under about 30 degrees of freedom', () => {
	const few = (early?: 'running' | 'stopped') =>
		input({ plan: plan({ people_per_arm: 12 }), rows: means([12, 70, 10], [12, 60, 10]), early });

	test('there is an estimate only', () => {
		expect(of(few('running')).effect).toMatchObject({
			early: 'too few',
			estimate: 10,
			low: null,
			high: null,
			p: null,
			se: null,
			t: null,
			size: null
		});
		expect(of(few('running')).verdict.verdict).toBe('not yet');
	});

	test('whoever stopped then has nothing to decide on', () => {
		expect(of(few('stopped')).verdict).toMatchObject({
			verdict: 'not enough data',
			facts: { missing: 'too few to have looked' }
		});
		expect(of(few()).verdict.verdict).toBe('gain, size unsure');
	});

	test('groups count where groups were assigned, and strata add theirs up', () => {
		const classes = plan({ assignment_unit: 'class', groups_per_arm: 12, people_per_arm: 300 });
		const rows = (clusters: number, stratum: string | null = null) =>
			means([25 * clusters, 63, 10], [25 * clusters, 60, 10], { clusters, cluster_sd: 4, stratum });
		const seen = (some: EvidenceInput['rows']) =>
			of(input({ plan: classes, rows: some, early: 'running' })).effect!.early;
		expect(seen(rows(12))).toBe('too few');
		expect(seen(rows(16))).toBe('always valid');
		expect(seen([...rows(9, 'Grade 4'), ...rows(9, 'Grade 5')])).toBe('always valid');
	});
});

test('a pilot that was stopped early is judged by the wider interval, with every verdict there is', () => {
	expect(of(scored(4)).verdict.verdict).toBe('gain, size unsure');
	expect(of(scored(4, 'stopped')).verdict.verdict).toBe("can't tell");
	expect(of(scored(9, 'stopped')).verdict).toMatchObject({
		verdict: 'clear gain',
		rule: expect.not.stringContaining('early')
	});
	expect(analyse(scored(9, 'stopped')).early).toMatchObject({ running: false });
	expect(of(scored(9, 'stopped'))).not.toHaveProperty('look');
});

describe('shares and rates', () => {
	const late = metric({ kind: 'proportion', better: 'lower' });
	const shares = (events: [number, number], n: number) =>
		of(
			input({
				goals: [goal({ metric: late, minimum_effect: 0.05 })],
				rows: [row({ n, events: events[0] }), row({ arm: 'comparison', n, events: events[1] })],
				early: 'running'
			})
		).effect!;

	test('a share has the variance that is seen, or the one behind its score interval where that is more', () => {
		const variance = (0.3 * 0.7 + 0.4 * 0.6) / 200;
		expect(shares([60, 80], 200).low).toBeCloseTo(
			valid(-0.1, Math.sqrt(variance), 0.3 * Math.sqrt(0.24)).low,
			10
		);
		const none = shares([0, 0], 100);
		expect(none.low).toBeLessThan(0);
		expect(none.high).toBeGreaterThan(0);
		expect(shares([100, 1], 100).high).toBeLessThanOrEqual(1);
	});

	test('rates are compared as a ratio', () => {
		const absences = metric({ kind: 'count', better: 'lower', about: 'things' });
		const rates = (events: [number, number]) =>
			of(
				input({
					goals: [goal({ metric: absences })],
					rows: [
						row({ events: events[0], exposure: 50 }),
						row({ arm: 'comparison', events: events[1], exposure: 50 })
					],
					early: 'running'
				})
			).effect!;
		const { low, high, ratio, p } = rates([40, 60]);
		const expected = valid(Math.log(40 / 60), Math.sqrt(1 / 40 + 1 / 60), 0.3 * 1.65);
		expect(ratio!.low).toBeCloseTo(Math.exp(expected.low), 10);
		expect([low, high]).toEqual([
			expect.closeTo(1.2 * (ratio!.low - 1), 10),
			expect.closeTo(1.2 * (ratio!.high - 1), 10)
		]);
		expect(p).toBeCloseTo(expected.p, 10);
		expect(rates([10, 12]).early).toBe('too few');
	});
});

describe('a look', () => {
	test('is what is told of an outcome that is judged, while it runs', () => {
		const { effect, look } = of(scored(4, 'running'));
		expect(look).toEqual({ estimate: 4, low: effect!.low, high: effect!.high, p: effect!.p });
		expect(of(scored(4))).not.toHaveProperty('look');
		const second = input({ ...scored(4, 'running'), goals: [goal({ role: 'secondary' })], early: 'running' });
		expect(of(second)).not.toHaveProperty('look');
	});

	test('is rounded for whoever sees no small groups, so that two of them give no corrected value back', () => {
		const seen = (mean: number) => {
			const given = input({ rows: means([100, mean, 10], [100, 60, 10]), early: 'running' });
			return shown(analyse(given)).outcomes[0]!.look;
		};
		expect(seen(64.1)).toEqual({ estimate: 4, low: 0, high: 8, p: 0.1, coarse: true });
		expect(seen(64.1)).toEqual(seen(64.15));
	});

	test('is withheld with its effect', () => {
		const rows = means([100, 64, 10], [100, 60, 10]).map((one) => ({ ...one, withheld: true }));
		expect(shown(analyse(input({ rows, early: 'running' }))).outcomes[0]!.look).toEqual({
			estimate: null,
			low: null,
			high: null,
			p: null
		});
	});
});
