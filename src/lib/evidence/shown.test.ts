import { describe, expect, test } from 'vitest';
import { analyse, shown, type Analysis } from './analysis.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { Row } from './input.ts';

const grades = (
	some: Record<string, [pilot: number, comparison: number, withheld?: 'pilot' | 'both']>
): Row[] =>
	Object.entries(some).flatMap(([stratum, [n1, n0, withheld]]) => [
		row({ stratum, n: n1, mean: 60 + n1 / 10, sd: 9, withheld: withheld !== undefined }),
		row({ stratum, arm: 'comparison', n: n0, mean: 58, sd: 10, withheld: withheld === 'both' })
	]);

const of = (analysis: Analysis) => analysis.outcomes[0]!;

/** Every number that stands anywhere in a value. */
function numbersIn(value: unknown): number[] {
	if (typeof value === 'number') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('where nothing is small', () => {
	const analysis = analyse(input({ rows: grades({ 'Grade 1': [40, 45], 'Grade 2': [38, 41] }) }));

	test('everybody sees every figure', () => {
		expect(of(shown(analysis)).effect).toEqual(of(analysis).effect);
		expect(of(shown(analysis)).arms.pilot.outcome).toMatchObject({
			n: 78,
			sd: of(analysis).arms.pilot.outcome!.sd
		});
	});

	test('what was hidden is for the complete one alone', () => {
		expect(JSON.stringify(shown(analysis))).not.toContain('hidden');
	});
});

describe('one small class in a grade', () => {
	// Grade 4 is small in the pilot; the database withholds the next smallest with it.
	const rows = grades({ 'Grade 3': [40, 45], 'Grade 4': [7, 30, 'pilot'], 'Grade 5': [22, 25, 'pilot'] });
	const analysis = analyse(input({ rows }));
	const seen = of(shown(analysis));
	const stratum = (name: string) => seen.strata.find((part) => part.stratum === name)!;

	test('neither its own figures nor its effect are shown', () => {
		expect(stratum('Grade 4').arms.pilot.outcome).toMatchObject({ n: null, mean: null, withheld: true });
		expect(stratum('Grade 4').effect).toMatchObject({
			estimate: null,
			low: null,
			p: null,
			size: null,
			withheld: true
		});
		expect(stratum('Grade 5').effect).toMatchObject({ withheld: true });
		expect(stratum('Grade 3').effect).toEqual(of(analysis).strata[0]!.effect);
	});

	test('the comparison of the same grade, which is large, stays', () => {
		expect(stratum('Grade 4').arms.comparison.outcome).toMatchObject({ n: 30, mean: 58 });
	});

	test('the total is shown, and the effect only as precisely as its interval is wide', () => {
		expect(seen.arms.pilot.outcome).toMatchObject({ n: 69 });
		expect(seen.effect).toMatchObject({ coarse: true, se: null, t: null, heterogeneity: null });
		const exact = of(analysis).effect!;
		expect(seen.effect!.estimate).not.toBe(exact.estimate);
		expect(Math.abs(seen.effect!.estimate! - exact.estimate!)).toBeLessThan((exact.high! - exact.low!) / 10);
	});

	test('verdict and recommendation stay as they are', () => {
		expect(seen.verdict.verdict).toBe(of(analysis).verdict.verdict);
		expect(shown(analysis).recommendation.permitted).toEqual(analysis.recommendation.permitted);
	});

	test('no number of the withheld cells stands anywhere', () => {
		const secret = new Set([7, 60.7, 22, 62.2]);
		expect(numbersIn(shown(analysis)).filter((value) => secret.has(value))).toEqual([]);
	});
});

test('a pilot that is one small group has a verdict and no figures', () => {
	const rows = [
		row({ n: 8, mean: 66, sd: 4, withheld: true }),
		row({ arm: 'comparison', n: 30, mean: 60, sd: 5 })
	];
	const analysis = analyse(
		input({ plan: plan({ people_per_arm: 12 }), goals: [goal({ target: 70 })], rows })
	);
	const seen = of(shown(analysis));
	expect(seen.arms.pilot.outcome).toMatchObject({ n: null, mean: null, level: null, withheld: true });
	expect(seen.effect).toMatchObject({ estimate: null, withheld: true });
	expect(seen.target).toMatchObject({ level: null, target: 70, reached: false });
	expect(seen.verdict.verdict).toBe(of(analysis).verdict.verdict);
	expect(numbersIn(shown(analysis))).not.toContain(8);
});

test('two tiny groups are a small group still, and the total with them is withheld', () => {
	const staff = metric({ about: 'staff survey' });
	const rows = [...grades({ A: [40, 40], B: [3, 30, 'pilot'], C: [4, 30, 'pilot'] })];
	const analysis = analyse(input({ goals: [goal({ metric: staff })], rows }));
	expect(of(shown(analysis)).arms.pilot.outcome).toMatchObject({ n: null, withheld: true });
	expect(of(shown(analysis)).effect).toMatchObject({ withheld: true });
});

test('an effect of which one stratum alone is withheld is withheld with it', () => {
	const rows = [
		...grades({ A: [40, 40], B: [35, 30] }),
		row({ stratum: 'C', site: 'Mesa', n: 8, mean: 60, sd: 5, withheld: true }),
		row({ stratum: 'C', site: 'Harbor', n: 12, mean: 61, sd: 5, withheld: true }),
		row({ stratum: 'C', arm: 'comparison', n: 30, mean: 60, sd: 5 })
	];
	const seen = of(shown(analyse(input({ rows }))));
	expect(seen.effect).toMatchObject({ estimate: null, withheld: true });
});

describe('the baseline', () => {
	const rows = [
		...grades({ 'Grade 3': [40, 45], 'Grade 4': [7, 30, 'pilot'], 'Grade 5': [22, 25, 'pilot'] }),
		...means([40, 50, 10], [45, 50, 10], { phase: 'baseline', stratum: 'Grade 3' }),
		row({ phase: 'baseline', stratum: 'Grade 4', n: 7, mean: 60, sd: 10, withheld: true }),
		row({ phase: 'baseline', stratum: 'Grade 4', arm: 'comparison', n: 30, mean: 50, sd: 10 }),
		row({ phase: 'baseline', stratum: 'Grade 5', n: 22, mean: 50, sd: 10, withheld: true }),
		row({ phase: 'baseline', stratum: 'Grade 5', arm: 'comparison', n: 25, mean: 50, sd: 10 })
	];

	test('names a grade that was too far apart without saying how far', () => {
		const check = shown(analyse(input({ rows }))).health.find(({ key }) => key === 'baseline gap');
		expect(check).toMatchObject({ severity: 'invalid' });
		const gaps = (check!.facts as { gaps: { stratum: string | null; g: number | null }[] }).gaps;
		expect(gaps.find(({ stratum }) => stratum === 'Grade 4')).toEqual({
			stratum: 'Grade 4',
			g: null,
			verdict: 'not satisfied',
			withheld: true
		});
		expect(gaps.find(({ stratum }) => stratum === 'Grade 3')).toMatchObject({ g: 0 });
	});
});

describe('shares near none or all', () => {
	const passed = goal({ metric: metric({ kind: 'proportion' }), minimum_effect: 0.05 });
	const pair = (events: number) => [row({ n: 40, events }), row({ arm: 'comparison', n: 40, events: 24 })];
	const seen = (events: number) =>
		of(shown(analyse(input({ plan: plan({ people_per_arm: 40 }), goals: [passed], rows: pair(events) }))));

	test('are said to be at the end, and no more', () => {
		expect(seen(40).arms.pilot.outcome).toMatchObject({
			n: 40,
			events: null,
			level: null,
			end: 'at least 95 %'
		});
		expect(seen(1).arms.pilot.outcome).toMatchObject({ end: 'at most 5 %' });
		expect(seen(37).arms.pilot.outcome).toMatchObject({ events: 37, level: 0.925 });
	});

	test('leave an effect that tells all from nearly all as little', () => {
		expect(seen(40).effect).toMatchObject({ estimate: 0.35, p: null, size: null, coarse: true });
		expect(seen(39).effect!.estimate).toBe(seen(40).effect!.estimate);
	});

	test('of things are nobody’s secret', () => {
		const runs = goal({ metric: metric({ kind: 'proportion', about: 'things' }) });
		const analysis = analyse(input({ goals: [runs], rows: pair(40) }));
		expect(of(shown(analysis)).arms.pilot.outcome).toMatchObject({ events: 40, level: 1 });
		expect(of(shown(analysis)).effect).toEqual(of(analysis).effect);
	});
});
