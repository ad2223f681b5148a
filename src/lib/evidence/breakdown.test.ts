import { describe, expect, test } from 'vitest';
import { breakdownOf } from './breakdown.ts';
import { plan } from './fixtures.ts';
import { goal, logged } from './logged-fixtures.ts';
import type { LoggedRow } from './measurement.ts';
import { benjaminiHochberg, meanDifference } from './statistics/index.ts';

const pair = (pilot: number, comparison: number, some: Partial<LoggedRow>) => [
	logged({ mean: pilot, ...some }),
	logged({ mean: comparison, arm: 'comparison', ...some })
];
const given = (rows: LoggedRow[], some: Partial<Parameters<typeof breakdownOf>[0]> = {}) => ({
	goal,
	plan: plan(),
	rows,
	everything: false,
	...some
});
const untold = { n: null, mean: null, sd: null, withheld: true };

describe('by site', () => {
	const rows = [
		...pair(70, 60, { site: 'Mesa' }),
		...pair(62, 60, { site: 'Harbor' }),
		...pair(61, 60, { site: 'Sunrise' })
	];

	test('each site is compared within itself, and p adjusted over all', () => {
		const found = breakdownOf(given(rows), 'site')!;
		expect(found).toMatchObject({ against: 'own comparison', family: 3 });
		expect(found.parts.map(({ label }) => label)).toEqual(['Harbor', 'Mesa', 'Sunrise']);
		const group = (mean: number) => ({ n: 30, mean, sd: 10 });
		const ps = [62, 70, 61].map(
			(mean) => (meanDifference({ treatment: group(mean), comparison: group(60) }) as { p: number }).p
		);
		expect(found.parts.map(({ effect }) => effect!.p)).toEqual(ps);
		expect(found.parts.map(({ adjusted }) => adjusted)).toEqual(benjaminiHochberg({ p: ps }).adjusted);
	});

	test('a site that holds a row which is not told is withheld whole, and in no family', () => {
		const some = [...rows.slice(0, 5), { ...rows[5]!, ...untold }];
		const found = breakdownOf(given(some), 'site')!;
		expect(found.parts[2]).toEqual({
			label: 'Sunrise',
			state: 'withheld',
			sizes: [null, null],
			effect: null,
			adjusted: null
		});
		expect(found.family).toBe(2);
	});

	test('where whole schools were assigned, each is held against all comparison schools together', () => {
		const schools = [
			logged({ site: 'Mesa', mean: 66 }),
			logged({ site: 'Harbor', mean: 62 }),
			logged({ site: 'Sunrise', arm: 'comparison', mean: 59 }),
			logged({ site: 'Ridge', arm: 'comparison', mean: 61 })
		];
		const found = breakdownOf(given(schools, { plan: plan({ assignment_unit: 'school' }) }), 'site')!;
		expect(found.against).toBe('all comparison');
		expect(found.parts.map(({ label, effect, sizes }) => [label, effect!.estimate, sizes])).toEqual([
			['Harbor', 2, [30, 60]],
			['Mesa', 6, [30, 60]]
		]);
	});

	test('a site with one side only has nothing to compare', () => {
		const found = breakdownOf(given([...rows, logged({ site: 'Ridge' })]), 'site')!;
		expect(found.parts.find(({ label }) => label === 'Ridge')).toMatchObject({
			state: 'alone',
			effect: null
		});
	});

	test('one site is no breakdown', () => {
		expect(breakdownOf(given(pair(70, 60, { site: 'Mesa' })), 'site')).toBeNull();
	});

	test('a design without comparison sets each site against its own time before', () => {
		const before = ['Mesa', 'Harbor'].flatMap((site) => [
			logged({ site, phase: 'baseline', period: 'Fall 2025', mean: 50 }),
			logged({ site, mean: 57 })
		]);
		const found = breakdownOf(given(before, { plan: plan({ design: 'before and after' }) }), 'site')!;
		expect(found).toMatchObject({ against: 'before' });
		expect(found.parts.map(({ effect }) => effect!.estimate)).toEqual([7, 7]);
	});

	test('classes whose size is not told have an estimate and no interval', () => {
		const classes = plan({ assignment_unit: 'class', groups_per_arm: 8 });
		const found = breakdownOf(given(rows, { plan: classes }), 'site')!;
		expect(found.parts[1]!.effect).toMatchObject({ estimate: 10, low: null, p: null });
		expect(found.family).toBe(0);
		const sized = rows.map((row) => ({ ...row, clusters: 2 }));
		const wider = breakdownOf(given(sized, { plan: classes }), 'site')!.parts[1]!.effect!;
		expect(wider.method).toBe('cluster adjusted');
	});
});

describe('by subgroup', () => {
	const rows = [
		...pair(70, 60, { subgroup: 'Multilingual learners' }),
		...pair(62, 60, { subgroup: 'Students with disabilities' }),
		...pair(66, 61, {})
	];

	test('takes rows of subgroups, and none of the whole', () => {
		const found = breakdownOf(given(rows), 'subgroup')!;
		expect(found.parts.map(({ label, effect }) => [label, effect!.estimate])).toEqual([
			['Multilingual learners', 10],
			['Students with disabilities', 2]
		]);
	});

	test('counts people once who are logged undivided and by grade', () => {
		const again = pair(90, 60, { subgroup: 'Multilingual learners', stratum: 'Grade 2' });
		const [first] = breakdownOf(given([...again, ...rows]), 'subgroup')!.parts;
		expect(first).toMatchObject({ sizes: [30, 30], effect: { estimate: 10 } });
	});

	test('shares near none or all have no effect for those who see no small groups', () => {
		const share = { ...goal, kind: 'proportion' as const };
		const some = rows.map((row) => ({ ...row, mean: null, sd: null, events: row.mean === 70 ? 1 : 15 }));
		expect(breakdownOf(given(some, { goal: share }), 'subgroup')!.parts[0]).toMatchObject({
			state: 'withheld',
			effect: null
		});
		const all = breakdownOf(given(some, { goal: share, everything: true }), 'subgroup')!;
		expect(all.parts[0]!.state).toBe('told');
	});

	test('rows of other periods, self-reported and corrected ones are in none', () => {
		const off = rows.map((row, at) => ({
			...row,
			...(at % 3 === 0 ? { period: 'Winter' } : at % 3 === 1 ? { accepted: false } : { superseded_by: 'x' })
		}));
		expect(breakdownOf(given(off), 'subgroup')).toBeNull();
	});
});
