import { describe, expect, test } from 'vitest';
import { analyse } from './analysis.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { EvidenceInput, Row } from './input.ts';
import { adjustedDifference, clusterMeans, isUndefined, pooledDifference } from './statistics/index.ts';

const counts = plan({ pretest_r2: 0.6 });
const before = means([100, 61, 10], [100, 60, 10], { phase: 'baseline' });
const after = (some: Partial<Row> = {}) => means([100, 66, 10], [100, 60, 10], some);

const whyNot = (given: EvidenceInput) => {
	const check = analyse(given).health.find(({ key }) => key === 'not adjustable');
	return check?.key === 'not adjustable' ? check.facts.why : null;
};
const effect = (given: EvidenceInput) => analyse(given).outcomes[0]!.effect!;

function defined<Value>(value: Value) {
	if (isUndefined(value)) throw new Error(value.reason);
	return value as Exclude<Value, { undefined: true }>;
}

describe('a pretest that the plan counts on', () => {
	test('adjusts where the correlation came with it, and then nothing is to be said', () => {
		const given = input({ plan: counts, rows: [...before, ...after({ correlation: 0.8 })] });
		expect(whyNot(given)).toBeNull();
		expect(effect(given)).toMatchObject({ method: 'adjusted for baseline' });
		expect(effect(given).explained).toBeCloseTo(0.64, 12);
	});

	test('else says why not', () => {
		expect(whyNot(input({ plan: counts, rows: [...before, ...after()] }))).toBe('no correlation');
		expect(whyNot(input({ plan: counts, rows: after() }))).toBe('no baseline');
		const fewer = means([95, 66, 10], [98, 60, 10], { correlation: 0.8 });
		expect(whyNot(input({ plan: counts, rows: [...before, ...fewer] }))).toBe('other people');
		const shares = [row({ n: 100, events: 60 }), row({ arm: 'comparison', n: 100, events: 50 })];
		const passed = [goal({ metric: metric({ kind: 'proportion' }), minimum_effect: 0.05 })];
		expect(whyNot(input({ plan: counts, goals: passed, rows: shares }))).toBe('not a mean');
	});

	test('is no matter where the plan has none, where nothing is compared, or of staff', () => {
		expect(whyNot(input({ rows: [...before, ...after()] }))).toBeNull();
		const alone = plan({ design: 'before and after', pretest_r2: 0.6 });
		expect(whyNot(input({ plan: alone, rows: [...before, ...after()] }))).toBeNull();
		const staff = [goal({ metric: metric({ about: 'staff survey' }) })];
		expect(whyNot(input({ plan: counts, goals: staff, rows: after() }))).toBeNull();
	});
});

describe('within whole classes', () => {
	const classes = plan({ assignment_unit: 'class', groups_per_arm: 4, people_per_arm: 100, pretest_r2: 0.6 });
	const rows = (sd: number | null, correlation: number | null) => [
		...means([100, 61, 10], [100, 60, 10], { phase: 'baseline', clusters: 4, cluster_sd: sd && 4 }),
		...means([100, 66, 10], [100, 60, 10], { clusters: 4, cluster_sd: sd, correlation })
	];
	const people = defined(
		adjustedDifference({
			treatment: {
				before: { n: 100, mean: 61, sd: 10 },
				after: { n: 100, mean: 66, sd: 10 },
				correlation: 0.8
			},
			comparison: {
				before: { n: 100, mean: 60, sd: 10 },
				after: { n: 100, mean: 60, sd: 10 },
				correlation: 0.8
			}
		})
	);

	test('their own means are adjusted, and as uncertain as they make people’s', () => {
		const one = effect(input({ plan: classes, rows: rows(4, 0.8) }));
		const whole = defined(
			clusterMeans({
				treatment: { clusters: 4, mean: 66, sd: 4 },
				comparison: { clusters: 4, mean: 60, sd: 4 }
			})
		);
		const plain = defined(
			pooledDifference({ treatment: { n: 100, mean: 66, sd: 10 }, comparison: { n: 100, mean: 60, sd: 10 } })
		);
		expect(one).toMatchObject({ method: 'cluster means, adjusted for baseline', df: 5 });
		expect(one.estimate).toBeCloseTo(people.difference, 12);
		expect(one.se! / whole.se).toBeCloseTo(people.se / plain.se, 12);
		expect(one.size!.low / one.size!.g).toBeCloseTo(one.low! / one.estimate!, 12);
	});

	test('what is taken for granted is said', () => {
		const { health } = analyse(input({ plan: classes, rows: rows(4, 0.8) }));
		const check = health.find(({ key }) => key === 'adjusted within groups');
		expect(check).toMatchObject({ severity: 'information', facts: { unit: 'class' } });
		expect(health.map(({ key }) => key)).not.toContain('not adjustable');
	});

	test('without their spread, people’s adjusted difference is widened', () => {
		const one = effect(input({ plan: classes, rows: rows(null, 0.8) }));
		expect(one).toMatchObject({
			method: 'cluster adjusted, adjusted for baseline',
			estimate: people.difference
		});
		// 25 in a class that are alike by 0.2.
		expect(one.se! / people.se).toBeGreaterThan(Math.sqrt(1 + 24 * 0.2));
		const keys = analyse(input({ plan: classes, rows: rows(null, 0.8) })).health.map(({ key }) => key);
		expect(keys).toEqual(expect.arrayContaining(['clusters adjusted', 'adjusted within groups']));
	});

	test('without the correlation, they are not, and that is said', () => {
		const given = input({ plan: classes, rows: rows(4, null) });
		expect(effect(given)).toMatchObject({ method: 'cluster means', estimate: 6, explained: null });
		expect(whyNot(given)).toBe('no correlation');
	});

	test('with too few of them to spare a degree of freedom, they are not', () => {
		const few = rows(4, 0.8).map((one, index) => ({ ...one, clusters: index % 2 === 0 ? 1 : 2 }));
		expect(effect(input({ plan: classes, rows: few })).method).not.toContain('cluster means');
	});

	test('in strata, each is adjusted within itself', () => {
		const strata = ['Grade 4', 'Grade 5'].flatMap((stratum) =>
			rows(4, 0.8).map((one) => ({ ...one, stratum, id: `${one.id} ${stratum}` }))
		);
		const one = effect(input({ plan: classes, rows: strata }));
		expect(one).toMatchObject({ strata: 2, method: 'cluster means, adjusted for baseline' });
		expect(one.explained).toBeCloseTo(0.64, 12);
	});
});
