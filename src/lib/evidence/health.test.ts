import { describe, expect, test } from 'vitest';
import { analyse } from './analysis.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { HealthKey } from './health.ts';
import type { EvidenceInput } from './input.ts';
import { electricCompany } from './real-experiments.ts';

const found = (given: EvidenceInput) =>
	analyse(given).health.map(({ key, severity }) => `${severity}: ${key}`);

function facts(given: EvidenceInput, key: HealthKey) {
	return analyse(given).health.find((check) => check.key === key)?.facts;
}

const classes = plan({
	assignment_unit: 'class',
	analysis_unit: 'class',
	groups_per_arm: 96,
	people_per_arm: null
});

describe('the arms before the pilot', () => {
	const baseline = (mean: number) => means([100, mean, 10], [100, 60, 10], { phase: 'baseline' });
	const outcome = means([100, 70, 10], [100, 60, 10]);

	test('alike within a twentieth of a standard deviation is said', () => {
		expect(found(input({ rows: [...baseline(60.4), ...outcome] }))).toEqual(['information: baseline alike']);
	});

	test('up to a quarter is a caution, since nothing adjusts for it', () => {
		expect(found(input({ rows: [...baseline(62), ...outcome] }))).toEqual(['caution: baseline gap']);
		expect(facts(input({ rows: [...baseline(62), ...outcome] }), 'baseline gap')).toMatchObject({
			adjusted: false
		});
	});

	test('above a quarter nothing else is said of the outcome than invalid', () => {
		const analysis = analyse(input({ rows: [...baseline(63), ...outcome] }));
		expect(analysis.outcomes[0]!.verdict).toMatchObject({ verdict: 'invalid', rule: 'health is invalid' });
		expect(analysis.recommendation).toMatchObject({ rule: 'invalid', permitted: ['extend', 'sunset'] });
	});

	test('of an outcome that is not judged it is a caution only', () => {
		const secondary = [goal({ role: 'secondary' })];
		expect(found(input({ goals: secondary, rows: [...baseline(63), ...outcome] }))).toEqual([
			'caution: baseline gap'
		]);
	});

	test('a correlation with the baseline adjusts for it', () => {
		const paired = means([100, 70, 10], [100, 60, 10], { correlation: 0.7 });
		const given = input({ rows: [...baseline(62), ...paired] });
		expect(found(given)).toEqual(['information: baseline gap']);
		expect(analyse(given).outcomes[0]!.effect).toMatchObject({
			method: 'adjusted for baseline',
			estimate: 10 - 0.7 * 2
		});
	});

	test('unknown is a caution for those who matched, and none for those who drew lots', () => {
		const matched = plan({ design: 'matched comparison' });
		expect(found(input({ plan: matched, rows: outcome }))).toEqual(['caution: no baseline']);
		expect(found(input({ rows: outcome }))).toEqual(['information: no baseline']);
	});

	test('the Electric Company: grades 2 and 4 were too far apart, though all together were not', () => {
		const given = input({ plan: classes, goals: [goal({ planned_sd: 12 })], rows: electricCompany });
		expect(analyse(given).outcomes[0]!.verdict.verdict).toBe('invalid');
		const { gaps } = facts(given, 'baseline gap') as {
			gaps: { stratum: string | null; g: number; verdict: string }[];
		};
		expect(gaps[0]).toMatchObject({ stratum: null, verdict: 'adjustment' });
		const wide = gaps.filter(({ verdict }) => verdict === 'not satisfied');
		expect(wide.map(({ stratum, g }) => [stratum, g.toFixed(2)])).toEqual([
			['Grade 2', '0.42'],
			['Grade 4', '0.36']
		]);
	});
});

describe('who was assigned', () => {
	test('arms of sizes that chance does not leave are invalid in a randomized design only', () => {
		const rows = means([400, 60, 10], [300, 60, 10]);
		const large = { people_per_arm: 350 };
		expect(found(input({ plan: plan(large), rows }))).toContain('invalid: unit counts off plan');
		expect(facts(input({ plan: plan(large), rows }), 'unit counts off plan')).toMatchObject({
			seen: [400, 300]
		});
		expect(found(input({ plan: plan({ ...large, design: 'matched comparison' }), rows }))).not.toContain(
			'invalid: unit counts off plan'
		);
	});

	test('one class in an arm cannot be told apart from its teacher', () => {
		const one = plan({ assignment_unit: 'class', groups_per_arm: 1, people_per_arm: 25 });
		const rows = [
			row({ n: 25, mean: 60, sd: 10, clusters: 1 }),
			row({ arm: 'comparison', n: 50, mean: 60, sd: 10, clusters: 2 })
		];
		expect(found(input({ plan: one, rows }))).toContain('invalid: one group in an arm');
		expect(facts(input({ plan: one, rows }), 'one group in an arm')).toEqual({
			arms: ['pilot'],
			unit: 'class'
		});
	});

	test('one school in an arm is seen by its site', () => {
		const schools = plan({ assignment_unit: 'school', groups_per_arm: 2 });
		const rows = [
			row({ n: 90, mean: 60, sd: 10, site: 'Mesa' }),
			row({ arm: 'comparison', n: 50, mean: 60, sd: 10, site: 'Harbor' }),
			row({ arm: 'comparison', n: 50, mean: 60, sd: 10, site: 'Sunrise' })
		];
		expect(facts(input({ plan: schools, rows }), 'one group in an arm')).toEqual({
			arms: ['pilot'],
			unit: 'school'
		});
	});

	test('both arms at one site mix what schools were assigned to keep apart', () => {
		const rows = means([100, 60, 10], [100, 60, 10], { site: 'Mesa' });
		expect(facts(input({ plan: plan({ assignment_unit: 'school' }), rows }), 'arms mixed at a site')).toEqual(
			{
				sites: ['Mesa']
			}
		);
		expect(found(input({ rows }))).not.toContain('invalid: arms mixed at a site');
	});
});

describe('the rows', () => {
	const good = means([100, 60, 10], [100, 60, 10]);

	test('self-reported rows are said, and do not count', () => {
		const waiting = row({ site: 'Mesa', n: 50, mean: 99, sd: 1, accepted: false });
		const given = input({ rows: [...good, waiting] });
		expect(facts(given, 'self-reported rows')).toEqual({ rows: 1 });
		expect(analyse(given).outcomes[0]!.arms.pilot.outcome!.n).toBe(100);
		expect(found(input({ rows: [waiting] }))).toContain('caution: self-reported only');
	});

	test('results of another period than the plan names are pointed out', () => {
		const fall = means([100, 60, 10], [100, 60, 10], { period: 'Fall 2025' });
		expect(facts(input({ rows: fall }), 'other periods')).toEqual({
			periods: ['Fall 2025'],
			wanted: 'Spring 2026'
		});
		expect(found(input({ rows: [...good, ...fall] }))).not.toContain('caution: other periods');
	});

	test('a stratum that only one arm has is left out by name', () => {
		const rows = ['Grade 1', 'Grade 2'].flatMap((stratum) => means([50, 60, 10], [50, 60, 10], { stratum }));
		const alone = row({ stratum: 'Grade 3', n: 50, mean: 90, sd: 10 });
		const given = input({ rows: [...rows, alone] });
		expect(facts(given, 'strata left out')).toEqual({ strata: ['Grade 3'] });
		expect(analyse(given).outcomes[0]!.effect).toMatchObject({ strata: 2, estimate: 0 });
	});

	test('rows with and without a stratum cannot be combined within strata', () => {
		const rows = [
			...means([50, 60, 10], [50, 60, 10], { stratum: 'Grade 1' }),
			...means([50, 60, 10], [50, 60, 10])
		];
		expect(found(input({ rows }))).toContain('caution: strata mixed');
		expect(analyse(input({ rows })).outcomes[0]!.effect!.strata).toBe(0);
	});

	test('fewer than nine tenths of plan is a caution', () => {
		const short = input({ rows: means([89, 60, 10], [100, 60, 10]) });
		expect(facts(short, 'sample under plan')).toEqual({
			samples: [{ arm: 'pilot', of: 'people', seen: 89, planned: 100 }]
		});
		expect(found(input({ rows: means([90, 60, 10], [100, 60, 10]) }))).not.toContain(
			'caution: sample under plan'
		);
	});
});

test('students in classes that were assigned whole, with nothing said about the classes, are a caution', () => {
	const unknown = plan({ assignment_unit: 'class' });
	expect(found(input({ plan: unknown, rows: means([100, 60, 10], [100, 60, 10]) }))).toContain(
		'caution: groups unknown'
	);
});

test('totals and things have no baseline to check', () => {
	const total = goal({ metric: metric({ kind: 'total', about: 'things' }), target: 5 });
	expect(found(input({ goals: [total], rows: [row({ value: 5 })] }))).toEqual([]);
});
