import { describe, expect, test } from 'vitest';
import { analyse, shown } from './analysis.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { HealthCheck, HealthKey } from './health.ts';
import { healthWords } from './health-words.ts';
import type { EvidenceInput, Row } from './input.ts';
import { whole, generator } from './statistics/seeded-random.ts';

const checkOf = (given: EvidenceInput, key: HealthKey) =>
	analyse(given).health.find((check) => check.key === key) as HealthCheck | undefined;

const matched = plan({ design: 'matched comparison' });

/** 100 in each arm before, and so many after. */
const left = (pilot: number, comparison: number, some: Partial<Row> = {}) => [
	...means([100, 60, 10], [100, 60, 10], { ...some, phase: 'baseline' }),
	...means([pilot, 66, 10], [comparison, 60, 10], some)
];

describe('who was lost on the way', () => {
	test('many on one side make a matched comparison invalid, and nothing is judged', () => {
		const given = input({ plan: matched, rows: left(80, 98) });
		expect(checkOf(given, 'many lost')).toMatchObject({
			severity: 'invalid',
			facts: {
				since: 'baseline',
				losses: [
					{
						of: 'people',
						began: [100, 100],
						lost: [20, 2],
						overall: 11,
						differential: 18,
						limit: 6.2,
						level: 'high'
					}
				]
			}
		});
		expect(analyse(given).outcomes[0]!.verdict.verdict).toBe('invalid');
		expect(analyse(given).recommendation.rule).toBe('invalid');
	});

	test('lots that were drawn are a caution where the arms are shown to have been alike, and invalid where not', () => {
		expect(checkOf(input({ rows: left(80, 98) }), 'many lost')!.severity).toBe('caution');
		const apart = [
			...means([100, 61, 10], [100, 60, 10], { phase: 'baseline' }),
			...means([80, 66, 10], [98, 60, 10])
		];
		expect(checkOf(input({ rows: apart }), 'many lost')!.severity).toBe('invalid');
	});

	test('few are said, and nobody lost is not', () => {
		expect(checkOf(input({ rows: left(97, 96) }), 'few lost')).toMatchObject({ severity: 'information' });
		expect(checkOf(input({ rows: left(97, 96) }), 'many lost')).toBeUndefined();
		expect(checkOf(input({ rows: left(100, 100) }), 'few lost')).toBeUndefined();
	});

	test('on the boundary few is few: 10% in all and 6.3 percentage points apart', () => {
		const thousand = (pilot: number, comparison: number) =>
			input({
				plan: plan({ design: 'matched comparison', people_per_arm: 2000 }),
				rows: [
					...means([2000, 60, 10], [2000, 60, 10], { phase: 'baseline' }),
					...means([2000 - pilot, 60, 10], [2000 - comparison, 60, 10])
				]
			});
		expect(checkOf(thousand(263, 137), 'few lost')).toBeDefined();
		expect(checkOf(thousand(264, 136), 'many lost')).toBeDefined();
	});

	test('of an outcome that is not judged they are a caution', () => {
		const given = input({ plan: matched, goals: [goal({ role: 'secondary' })], rows: left(80, 98) });
		expect(checkOf(given, 'many lost')!.severity).toBe('caution');
	});

	test('while results wait for the evaluator, nobody is called lost for good', () => {
		const waiting = row({ site: null, n: 18, mean: 66, sd: 10, accepted: false });
		const given = input({ plan: matched, rows: [...left(80, 98), waiting] });
		expect(checkOf(given, 'many lost')!.severity).toBe('caution');
	});

	test('are counted within sites: who joined at one makes up for nobody at another', () => {
		const site = (name: string, before: number, after: number) => [
			...means([before, 60, 10], [100, 60, 10], { site: name, phase: 'baseline' }),
			...means([after, 60, 10], [100, 60, 10], { site: name })
		];
		const given = input({ plan: matched, rows: [...site('Mesa', 100, 70), ...site('Harbor', 100, 130)] });
		expect(checkOf(given, 'many lost')!.facts).toMatchObject({
			losses: [{ began: [200, 200], lost: [30, 0] }]
		});
		expect(checkOf(given, 'some joined')).toMatchObject({
			severity: 'caution',
			facts: { joined: [{ arm: 'pilot', of: 'people', before: 200, joined: 30 }] }
		});
	});

	test('a site that is gone is lost whole', () => {
		const rows = [
			...left(100, 100, { site: 'Mesa' }),
			...means([40, 60, 10], [40, 60, 10], { site: 'Harbor', phase: 'baseline' }),
			row({ site: 'Harbor', arm: 'comparison', n: 40, mean: 60, sd: 10 })
		];
		expect(checkOf(input({ plan: matched, rows }), 'many lost')!.facts).toMatchObject({
			losses: [{ began: [140, 140], lost: [40, 0] }]
		});
		expect(checkOf(input({ plan: matched, rows }), 'missing periods')!.facts).toEqual({
			absent: [{ arm: 'pilot', site: 'Harbor', periods: ['Spring 2026'] }]
		});
	});

	test('where rows don’t name the same sites before and after, they are counted over all', () => {
		const rows = [
			...means([100, 60, 10], [100, 60, 10], { phase: 'baseline' }),
			...means([50, 60, 10], [50, 60, 10], { site: 'Mesa' }),
			...means([45, 60, 10], [50, 60, 10], { site: 'Harbor' })
		];
		expect(checkOf(input({ plan: matched, rows }), 'few lost')!.facts).toMatchObject({
			losses: [{ lost: [5, 0] }]
		});
	});

	test('whole classes are counted beside the students in them', () => {
		const classes = plan({
			assignment_unit: 'class',
			groups_per_arm: 10,
			people_per_arm: 200,
			design: 'matched comparison'
		});
		const half = (phase: Row['phase'], clusters: number, n: number) => [
			row({ phase, n, mean: 60, sd: 10, clusters, cluster_sd: 4 }),
			row({ phase, arm: 'comparison', n: 200, mean: 60, sd: 10, clusters: 10, cluster_sd: 4 })
		];
		const given = input({ plan: classes, rows: [...half('baseline', 10, 200), ...half('outcome', 8, 196)] });
		expect(checkOf(given, 'many lost')!.facts).toMatchObject({
			losses: [{ of: 'groups', began: [10, 10], lost: [2, 0], level: 'high' }]
		});
	});

	test('without anything measured before, those whom the plan counts on, as a caution only', () => {
		const given = input({ plan: matched, rows: means([80, 66, 10], [100, 60, 10]) });
		expect(checkOf(given, 'many lost')).toMatchObject({
			severity: 'caution',
			facts: { since: 'plan', losses: [{ began: [100, 100], lost: [20, 0] }] }
		});
	});

	test('before and after has no two sides, and things leave nobody', () => {
		const alone = plan({ design: 'before and after' });
		expect(checkOf(input({ plan: alone, rows: left(80, 98) }), 'many lost')).toBeUndefined();
		expect(checkOf(input({ plan: alone, rows: left(120, 98) }), 'some joined')).toBeDefined();
		const things = [goal({ metric: metric({ about: 'things' }) })];
		expect(checkOf(input({ plan: matched, goals: things, rows: left(50, 98) }), 'many lost')).toBeUndefined();
		expect(
			checkOf(input({ plan: matched, goals: things, rows: left(150, 98) }), 'some joined')
		).toBeUndefined();
	});

	test('whoever is lost anywhere, losing one more never makes many into few on the side that lost more', () => {
		const random = generator(7);
		for (let round = 0; round < 50; round += 1) {
			const [pilot, comparison] = [whole(random, 0, 40), whole(random, 0, 40)].sort((a, b) => b - a) as [
				number,
				number
			];
			const many = (lost: number) =>
				checkOf(input({ plan: matched, rows: left(100 - lost, 100 - comparison) }), 'many lost');
			if (many(pilot)) expect(many(pilot + 1)).toBeDefined();
		}
	});
});

describe('for whoever sees no small groups', () => {
	const rows = (pilot: number) => [
		...left(60, 70, { stratum: 'Grade 4' }),
		row({ phase: 'baseline', stratum: 'Grade 5', n: 9, mean: 60, sd: 10, withheld: true }),
		row({ phase: 'baseline', stratum: 'Grade 5', arm: 'comparison', n: 30, mean: 60, sd: 10 }),
		row({ stratum: 'Grade 5', n: pilot, mean: 60, sd: 10, withheld: true }),
		row({ stratum: 'Grade 5', arm: 'comparison', n: 30, mean: 60, sd: 10 })
	];
	const seen = (pilot: number) =>
		shown(analyse(input({ plan: matched, rows: rows(pilot) }))).health.filter(({ key }) =>
			['many lost', 'some joined'].includes(key)
		);

	test('neither who left nor who joined tells of them', () => {
		expect(seen(7)).toMatchObject([{ key: 'many lost', severity: 'invalid', facts: { losses: [] } }]);
		expect(seen(7)).toEqual(seen(5));
		expect(seen(12)).toMatchObject([{ key: 'many lost' }, { key: 'some joined', facts: { joined: [] } }]);
		expect(seen(12)).toEqual(seen(14));
		expect(healthWords(seen(7)[0]!, { better: 'higher', kind: 'mean' }).detail).toMatch(
			/^How many is withheld\./
		);
	});
});

test('the words count who is missing, and say what would be few', () => {
	const check = checkOf(input({ plan: matched, rows: left(80, 98) }), 'many lost')!;
	expect(healthWords(check, { better: 'higher', kind: 'mean' }).detail.replaceAll('\u00a0', ' ')).toBe(
		'Missing are 20 of 100 people of the pilot and 2 of 100 of the comparison: that is 11.0% of all, and 18.0 percentage points more on one side, where up to 6.2 would be low. Those who are left may be others than those who were alike at the start.'
	);
});
