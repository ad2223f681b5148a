import { describe, expect, test } from 'vitest';
import type { AnalysisFile } from './analysis-file.ts';
import { exported } from './analysis-file-fixtures.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { EvidenceInput, Row } from './input.ts';
import { assistments, electricCompany } from './real-experiments.ts';
import { generator } from './statistics/seeded-random.ts';
import { verificationLines } from './verification-words.ts';
import { verify } from './verification.ts';

const passed = metric({ id: 'passed', name: 'Passed', kind: 'proportion', unit: 'share', domain: 'other' });
const absences = metric({
	id: 'absences',
	name: 'Absences',
	kind: 'count',
	better: 'lower',
	domain: 'other'
});
const champions = metric({ id: 'champions', name: 'Champions', kind: 'total', about: 'things' });
const goals = [
	goal(),
	goal({ role: 'key', metric: passed, minimum_effect: 0.05 }),
	goal({ role: 'guardrail', metric: absences, guardrail_limit: 2 }),
	goal({ role: 'secondary', metric: champions, target: 9 })
];

/** Everything in three grades, the fourth small in both arms, so that most people are not told its numbers. */
const small = (n: number, mean: number, events: number): Row[] => [
	...['Grade 1', 'Grade 2', 'Grade 3'].flatMap((stratum, at) => [
		...means([40 + at, 60 + at, 9], [41, 57 + at, 10], { stratum, phase: 'baseline' }),
		...means([40 + at, 66 + at, 9], [41, 58 + at, 10], { stratum }),
		row({ metric_id: 'passed', stratum, n: 40, events: 22 + at }),
		row({ metric_id: 'passed', stratum, arm: 'comparison', n: 40, events: 18 + at })
	]),
	row({ stratum: 'Grade 4', n, mean, sd: 4, withheld: true }),
	row({ stratum: 'Grade 4', arm: 'comparison', n: 33, mean: 61, sd: 8 }),
	row({ metric_id: 'passed', stratum: 'Grade 4', n: 25, events }),
	row({ metric_id: 'passed', stratum: 'Grade 4', arm: 'comparison', n: 30, events: 15 }),
	row({ metric_id: 'absences', events: 31, exposure: 900 }),
	row({ metric_id: 'absences', arm: 'comparison', events: 45, exposure: 880 }),
	row({ metric_id: 'champions', value: 12 })
];

const withSmall = (some: Partial<Parameters<typeof input>[0]> = {}) =>
	input({ goals, rows: small(8, 71.4, 12), ...some });

const amended = {
	at: '2026-04-01T10:00:00Z',
	reason: 'The test moved.',
	results: 3,
	was: { plan: { outcome_period: 'Winter 2026' }, goals: [] },
	became: { plan: { outcome_period: 'Spring 2026' }, goals: [] }
};

/** The file with one value at a path put in the place of another. */
function tampered(file: AnalysisFile, path: (string | number)[], value: unknown): AnalysisFile {
	const copy = structuredClone(file);
	const holder = path.slice(0, -1).reduce<never>((inside, key) => inside[key as never], copy as never);
	(holder as Record<string | number, unknown>)[path.at(-1)!] = value;
	return copy;
}

const paths = (some: { path: string }[]) => some.map(({ path }) => path);
const texts = (some: { text: string }[]) => some.map(({ text }) => text);

describe('a file with every figure', () => {
	const classes = plan({ assignment_unit: 'class', analysis_unit: 'class', people_per_arm: 96 });
	test.each<[string, EvidenceInput]>([
		['the Electric Company experiment', input({ plan: classes, rows: electricCompany })],
		['the ASSISTments experiment', input({ rows: assistments })],
		['four kinds of metrics and a small grade', withSmall()],
		['no plan', withSmall({ plan: null })],
		['before and after', withSmall({ plan: plan({ design: 'before and after' }) })],
		['a plan that was amended', withSmall({ amendments: [amended] })],
		[
			'a running pilot',
			withSmall({ early: 'running', plan: plan({ early_stopping: true, effect_spread: 0.4 }) })
		],
		['one that was stopped early', withSmall({ early: 'stopped' })],
		['no results', input()]
	])('is the same in all: %s', (_, given) => {
		const { same, differing, unchecked } = verify(exported(given, true));
		expect(differing).toEqual([]);
		expect(unchecked).toEqual([]);
		expect(same.figures).toBeGreaterThan(15);
		expect(same.rules).toBeGreaterThan(150);
	});

	const file = exported(withSmall(), true);

	test.each<[string, (string | number)[], unknown]>([
		['analysis.outcomes["Reading score"].effect.p', ['analysis', 'outcomes', 0, 'effect', 'p'], 0.049],
		[
			'analysis.outcomes["Reading score"].verdict.verdict',
			['analysis', 'outcomes', 0, 'verdict', 'verdict'],
			'harm'
		],
		[
			'analysis.outcomes.Passed.arms.pilot.outcome.n',
			['analysis', 'outcomes', 1, 'arms', 'pilot', 'outcome', 'n'],
			146
		],
		['analysis.minimumGroup', ['analysis', 'minimumGroup'], 5],
		['permitted[0]', ['permitted', 0], 'sunset'],
		['rule.verdicts.judged[1].verdict', ['rule', 'verdicts', 'judged', 1, 'verdict'], 'clear gain']
	])('a changed figure is found, and no other: %s', (name, path, value) => {
		const { differing } = verify(tampered(file, path, value));
		expect(paths(differing)).toEqual([name]);
		expect(differing[0]!.exported).toEqual(value);
		expect(differing[0]!.recomputed).not.toEqual(value);
	});

	test('a difference in the thirteenth digit is none, in the tenth is one', () => {
		const p = (file.analysis as never as { outcomes: { effect: { p: number } }[] }).outcomes[0]!.effect.p;
		const at = ['analysis', 'outcomes', 0, 'effect', 'p'];
		expect(verify(tampered(file, at, p * (1 + 1e-13))).differing).toEqual([]);
		expect(verify(tampered(file, at, p * (1 + 1e-10))).differing).toHaveLength(1);
	});

	test('a changed group summary shows in all that rests on it', () => {
		const at = file.rows.findIndex(({ metric_id, arm }) => metric_id === 'absences' && arm === 'pilot');
		const { differing } = verify(tampered(file, ['rows', at, 'events'], 30));
		expect(paths(differing)).toContain('analysis.outcomes.Absences.effect.estimate');
		expect(paths(differing).every((path) => path.includes('Absences'))).toBe(true);
	});

	test('an outcome that was left out or put in twice is told', () => {
		const { outcomes } = file.analysis;
		const less = verify(tampered(file, ['analysis', 'outcomes'], outcomes.slice(1)));
		expect(less.differing.every(({ exported: value }) => value === undefined)).toBe(true);
		expect(less.differing.length).toBeGreaterThan(50);
		const more = verify(tampered(file, ['analysis', 'outcomes'], [...outcomes, outcomes[3]]));
		expect(more.differing.every(({ path }) => path.includes('["Absences (2)"]'))).toBe(true);
		expect(more.differing.length).toBeGreaterThan(10);
	});

	test.each<[string, (string | number)[], unknown]>([
		['a list', ['analysis', 'outcomes', 0, 'effect', 'p'], [1, { p: 2 }]],
		['nothing', ['analysis', 'outcomes', 0, 'effect'], null],
		['a list of lists', ['analysis', 'outcomes', 0, 'strata', 0, 'effect', 'size'], [[1], ['x']]],
		['an object', ['analysis', 'recommendation', 'rule'], { rule: 'clear gain' }]
	])('%s in the place of a figure is told', (_, path, value) => {
		expect(verify(tampered(file, path, value)).differing.length).toBeGreaterThan(0);
	});

	test('two outcomes of one name are kept apart', () => {
		const twin = metric({ id: 'twin' });
		const rows = [
			...means([50, 64, 9], [50, 60, 9]),
			...means([50, 50, 9], [50, 60, 9], { metric_id: 'twin' })
		];
		const both = exported(input({ goals: [goal(), goal({ role: 'key', metric: twin })], rows }), true);
		expect(verify(both)).toMatchObject({ differing: [], unchecked: [] });
	});
});

describe('a file without small groups', () => {
	const file = exported(withSmall(), false);
	const { same, differing, unchecked } = verify(file);
	const score = 'analysis.outcomes["Reading score"]';

	test('is the same in what can be checked', () => {
		expect(differing).toEqual([]);
		expect(same.figures).toBeGreaterThan(100);
	});

	test('what rests on the withheld group is not checkable, and nothing else of its outcome', () => {
		expect(texts(unchecked)).toEqual(
			expect.arrayContaining([
				`${score}.arms.pilot.outcome.n`,
				`${score}.effect.estimate`,
				`${score}.verdict.verdict`,
				`${score}.strata["Grade 4"].effect.estimate`,
				'permitted[0]'
			])
		);
		const checked = [
			`${score}.arms.comparison.outcome.mean`,
			`${score}.arms.pilot.baseline.mean`,
			`${score}.strata["Grade 1"].effect.p`,
			`${score}.strata["Grade 4"].arms.comparison.outcome.sd`,
			`${score}.rows.counted`,
			'analysis.outcomes.Absences.effect.p',
			'analysis.outcomes.Passed.effect.p'
		];
		expect(texts(unchecked).filter((text) => checked.includes(text))).toEqual([]);
	});

	test('that a plan was amended is checked, whatever is withheld', () => {
		const told = exported(withSmall({ amendments: [amended] }), false);
		expect(paths(verify({ ...told, amendments: [] }).differing)).toContain('analysis.amended.times');
		expect(verify(told).differing).toEqual([]);
	});

	test('what was changed beside it is found', () => {
		const path = ['analysis', 'outcomes', 0, 'strata', 3, 'arms', 'comparison', 'outcome', 'mean'];
		expect(paths(verify(tampered(file, path, 60)).differing)).toEqual([
			`${score}.strata["Grade 4"].arms.comparison.outcome.mean`
		]);
	});

	test.each([1, 24, 0, 25])('a share near its end is not checkable: %i of 25', (events) => {
		const near = verify(exported(withSmall({ rows: small(8, 71.4, events) }), false));
		expect(near.differing).toEqual([]);
		expect(texts(near.unchecked)).toContain('analysis.outcomes.Passed.arms.pilot.outcome.events');
		expect(texts(near.unchecked)).not.toContain('analysis.outcomes.Absences.effect.p');
	});

	test('the words say what is the same, what differs and what nobody can say', () => {
		const lines = verificationLines(
			file,
			verify(tampered(file, ['analysis', 'outcomes', 3, 'effect', 'p'], 0.5))
		);
		expect(lines[0]).toContain('P-0007 A tutor for fractions');
		expect(lines.join('\n')).toMatch(/of which 1 without their numbers/);
		expect(lines.join('\n')).toMatch(/Absences\.effect\.p: exported 0\.5, recomputed 0\.\d+/);
		expect(lines.find((line) => line.includes(`${score}.arms.pilot.outcome: `))).toContain('n, mean, sd');
		expect(lines.at(-1)).toBe('This analysis does not follow from its group summaries.');
		expect(verificationLines(file, verify(file)).at(-1)).toBe('All that can be checked is the same.');
	});
});

describe('an honest file never differs', () => {
	const random = generator(20260);
	const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
	const pick = <One>(some: readonly One[]) => some[whole(0, some.length - 1)]!;
	const designs = ['randomized', 'matched comparison', 'before and after', 'monitoring only'] as const;

	/** Any rows that the database could hold, small ones withheld or not. */
	/** A period before the pilot, so that there is a trend to jump off. */
	const earlier = (years: number) => ({
		phase: 'baseline' as const,
		period: `Fall ${2025 - years}`,
		measured_on: `${2025 - years}-09-20`
	});

	function anyRows(): Row[] {
		const strata = pick([
			[null],
			['Grade 1', 'Grade 2'],
			['Grade 1', 'Grade 2', 'Grade 3'],
			[null, 'Grade 1']
		]);
		return strata.flatMap((stratum) =>
			(['pilot', 'comparison'] as const).flatMap((arm) =>
				(['baseline', 'outcome'] as const).flatMap((phase) => {
					const n = whole(5, 60);
					const some = { stratum, arm, phase, n, withheld: n < 10 || random() < 0.1 };
					const clusters = random() < 0.5 ? { clusters: whole(1, 5), cluster_sd: random() * 4 } : {};
					const correlation = random() < 0.3 ? random() : null;
					const share = whole(0, 3) === 0 ? pick([0, n]) : whole(0, n);
					return [
						row({ ...some, ...clusters, correlation, mean: 50 + random() * 20, sd: random() * 12 }),
						row({ ...some, ...earlier(1), mean: 50 + random() * 20, sd: random() * 12 }),
						row({ ...some, ...earlier(2), mean: 50 + random() * 20, sd: random() * 12 }),
						row({ ...some, metric_id: 'passed', events: share, accepted: random() < 0.9 }),
						row({ ...some, metric_id: 'absences', events: whole(0, 40), exposure: whole(1, 500) }),
						row({ ...some, metric_id: 'champions', n: null, value: whole(0, 20), withheld: false })
					].filter(() => random() < 0.92);
				})
			)
		);
	}

	test.each(['student', 'class', 'school'] as const)(
		'made up fifty times, %ss assigned',
		(unit) => {
			for (let round = 0; round < 50; round += 1) {
				const given = input({
					goals,
					early: pick([undefined, 'running', 'stopped'] as const),
					rows: anyRows(),
					plan: plan({
						design: pick(designs),
						assignment_unit: unit,
						analysis_unit: pick(['student', unit] as const),
						groups_per_arm: pick([null, 4]),
						people_per_arm: pick([null, 40]),
						early_stopping: pick([true, false])
					})
				});
				for (const everything of [true, false]) {
					const { differing } = verify(exported(given, everything));
					expect(differing, JSON.stringify(given)).toEqual([]);
				}
			}
		},
		60_000
	);
});
