import { describe, expect, test } from 'vitest';
import { analyse, shown } from './analysis.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { EvidenceInput, Goal, Plan, Row } from './input.ts';
import { tierRules, type TierKey } from './tier-rules.ts';
import {
	loweredBy,
	readingSentence,
	sourcesSentence,
	tierLoweringWords,
	tierSentence
} from './tier-words.ts';

type Arm = [n: number, mean: number, sd: number];
const sites = ['Mesa', 'Harbor'];

/** Two sites with as many in each arm, before and after. */
const study = (
	pilot: Arm,
	comparison: Arm,
	before: [Arm, Arm] | null = [
		[100, 60, 10],
		[100, 60, 10]
	]
): Row[] =>
	sites.flatMap((site) => [
		...(before ? means(before[0], before[1], { site, phase: 'baseline' }) : []),
		...means(pilot, comparison, { site })
	]);
const strong = study([100, 66, 10], [100, 60, 10]);

const given = (
	rows: Row[],
	some: Partial<Plan> = {},
	more: Partial<Goal> = {},
	others: Goal[] = []
): EvidenceInput =>
	input({ plan: plan({ people_per_arm: 200, ...some }), goals: [goal(more), ...others], rows });
const tier = (...of: Parameters<typeof given>) => analyse(given(...of)).tier;
const keys = (of: EvidenceInput) => analyse(of).tier.lowered.map(({ key }) => key);

const matched = { design: 'matched comparison' } as const;
const attendance = metric({ id: 'attendance', name: 'Attendance' });
const key = goal({ role: 'key', metric: attendance });
const worse = means([100, 50, 10], [100, 60, 10], { metric_id: 'attendance' });

/** A pilot for each line of the table. */
const reached: Record<TierKey, EvidenceInput> = {
	'no plan': input({ plan: null, rows: strong }),
	harm: given(study([100, 50, 10], [100, 60, 10])),
	'no primary outcome': input({ goals: [key], rows: worse }),
	'no comparison': given(strong, { design: 'before and after' }),
	invalid: given(
		study(
			[100, 66, 10],
			[100, 60, 10],
			[
				[100, 64, 10],
				[100, 60, 10]
			]
		)
	),
	'not judged yet': given([]),
	'not significant': given(study([100, 61, 10], [100, 60, 10])),
	'negative finding': given([...strong, ...worse], {}, {}, [key]),
	'small sample': given(study([80, 70, 10], [80, 60, 10], null)),
	'size unknown': given(means([20, 70, 5], [20, 60, 5], { site: 'Mesa' }), {
		assignment_unit: 'class',
		analysis_unit: 'class',
		groups_per_arm: 20
	}),
	'sites unknown': given(means([200, 66, 10], [200, 60, 10])),
	'one school': given(means([200, 66, 10], [200, 60, 10], { site: 'Mesa' })),
	'one district': given(strong),
	'nothing before': given(study([100, 66, 10], [100, 60, 10], null), matched),
	'not level': given(
		study(
			[100, 66, 10],
			[100, 60, 10],
			[
				[100, 61, 10],
				[100, 60, 10]
			]
		),
		matched
	),
	'not by chance': given(strong, matched),
	'many lost': given(study([80, 66, 10], [99, 60, 10])),
	'loss unknown': given(study([100, 66, 10], [100, 60, 10], null), { people_per_arm: null })
};

describe('the tier that results could support', () => {
	test('every line of the table is reached by a pilot', () => {
		expect(Object.keys(reached)).toEqual(tierRules.map((line) => line.key));
	});

	test.each(Object.entries(reached))('%s', (name, of) => {
		const { tier: found, lowered } = analyse(of).tier;
		const line = tierRules.find((one) => one.key === name)!;
		expect(keys(of)).toContain(name);
		const rank = (value: number | null) => value ?? 5;
		expect(rank(found)).toBeGreaterThanOrEqual(rank(line.to));
		for (const one of lowered) {
			const { title, repair } = tierLoweringWords(one);
			expect(`${title} ${repair}`).not.toMatch(/undefined|null|NaN/);
		}
	});

	test('is 1 by schools and 3 within one district, of a large drawn study that lost nobody', () => {
		expect(tier(strong)).toMatchObject({
			applies: true,
			tier: 3,
			bySchools: 1,
			lowered: [{ key: 'one district' }]
		});
	});

	test('is 2 where the groups are matched and began level, or many were lost', () => {
		expect(tier(strong, matched)).toMatchObject({ tier: 3, bySchools: 2 });
		expect(analyse(reached['many lost']).tier).toMatchObject({ tier: 3, bySchools: 2 });
	});

	test('of a gap that is adjusted for, nothing is lowered', () => {
		const rows = study(
			[100, 66, 10],
			[100, 60, 10],
			[
				[100, 61, 10],
				[100, 60, 10]
			]
		).map((one) => ({
			...one,
			correlation: one.phase === 'outcome' ? 0.7 : null
		}));
		expect(keys(given(rows, matched))).toEqual(['one district', 'not by chance']);
	});

	test('fifty groups are enough, however few students', () => {
		const classes = {
			assignment_unit: 'class',
			analysis_unit: 'class',
			groups_per_arm: 25,
			people_per_arm: null
		} as const;
		const rows = (n: number) =>
			study(
				[n, 70, 5],
				[n, 60, 5],
				[
					[n, 60, 5],
					[n, 60, 5]
				]
			);
		expect(keys(given(rows(13), classes))).toEqual(['one district']);
		expect(keys(given(rows(12), classes))).toContain('size unknown');
	});

	test('counts the students of both arms: 350 are enough, and 349 one too few', () => {
		const rows = (n: number) => [...means([n, 66, 10], [175, 60, 10], { site: 'Mesa' })];
		expect(keys(given(rows(175)))).not.toContain('small sample');
		expect(tier(rows(174)).lowered).toContainEqual(
			expect.objectContaining({ key: 'small sample', students: 349, missing: 1 })
		);
	});

	test('is none after harm, and 4 with a negative finding, a small effect or none yet', () => {
		expect(analyse(reached.harm).tier).toMatchObject({ tier: null, bySchools: null });
		for (const name of ['negative finding', 'not significant', 'not judged yet', 'invalid'] as const)
			expect(analyse(reached[name]).tier, name).toMatchObject({ tier: 4, bySchools: 4 });
		expect(analyse(reached['negative finding']).tier.lowered[0]).toMatchObject({ names: ['Attendance'] });
	});

	test('a small but significant gain supports as much as a large one', () => {
		expect(tier(strong, {}, { minimum_effect: 20 })).toMatchObject({ bySchools: 1 });
	});

	test('of what is better lower, fewer is the positive effect', () => {
		const minutes = goal({ metric: metric({ better: 'lower' }) });
		const rows = study([100, 54, 10], [100, 60, 10]);
		expect(
			analyse(input({ plan: plan({ people_per_arm: 200 }), goals: [minutes], rows })).tier.bySchools
		).toBe(1);
	});

	test('says nothing of what is not about students', () => {
		const staff = { metric: metric({ about: 'staff survey' }) } as const;
		expect(tier(strong, {}, staff)).toMatchObject({ applies: false, tier: null, lowered: [] });
	});

	test('no thing that lowers it ever raises it: more lost, fewer, no chance', () => {
		const rank = (of: EvidenceInput) => analyse(of).tier.bySchools ?? 5;
		const best = rank(given(strong));
		for (const of of Object.values(reached)) expect(rank(of)).toBeGreaterThanOrEqual(best);
	});
});

describe('in words', () => {
	const careful = { schoolsCount: false, source: '', readOn: null };
	const schools = { schoolsCount: true, source: 'State guidance, page 12', readOn: '2026-10-02' };

	test('it is by the district’s reading what results could support, and never what they are', () => {
		expect(tierSentence(tier(strong), careful)).toBe(
			'These results could support tier 3, promising evidence; where schools of one district count as sites, tier 1, strong evidence.'
		);
		expect(tierSentence(tier(strong), schools)).toBe(
			'These results could support tier 1, strong evidence; where they don’t count as sites, tier 3, promising evidence.'
		);
		expect(tierSentence(analyse(reached.harm).tier, careful)).toBe('These results could support no tier.');
		expect(loweredBy(tier(strong), schools)).toEqual([]);
	});

	test('the reading and the rules say where they are from, and when somebody read it there', () => {
		expect(readingSentence(careful)).toContain('the careful reading');
		expect(readingSentence(schools)).toMatch(/State guidance, page 12, verified on .*2026\./);
		expect(sourcesSentence()).toMatch(
			/^The four tiers are from 20 U\.S\.C\. 7801\(21\)\(A\).*read in copies on .*2026\. 50 groups .*not looked up again\.$/
		);
	});
});

describe('for whoever sees no small groups', () => {
	const rows = (n: number) => [
		...study([60, 70, 10], [60, 60, 10], null),
		row({ site: 'Delta', n, mean: 65, sd: 9, withheld: true }),
		row({ site: 'Ocotillo', n: 12, mean: 65, sd: 9, withheld: true }),
		row({ site: 'Delta', arm: 'comparison', n: 20, mean: 60, sd: 9 })
	];

	test('how many there are is not told where that would tell of one', () => {
		const seen = (n: number) => shown(analyse(given(rows(n)))).tier;
		expect(seen(8).lowered).toContainEqual({
			key: 'small sample',
			to: 3,
			students: null,
			groups: null,
			missing: null,
			names: []
		});
		expect(seen(8)).toEqual(seen(6));
		const said = tierLoweringWords(seen(8).lowered.find(({ key: one }) => one === 'small sample')!);
		expect(said.title).toBe('Fewer students were measured than are asked: 350 are asked, or 50 groups');
	});
});
