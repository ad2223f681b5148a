import { describe, expect, test } from 'vitest';
import { emptyRow } from '#lib/pilots/plan-values.ts';
import { chartOf, rowsOf } from './plan-chart.ts';
import { classes, score } from './plan-fixtures.ts';
import { planTells } from './plan-tells.ts';

const tells = (some: object = {}, minimum = '4') =>
	planTells(
		{
			...classes,
			outcome_period: 'Spring',
			strata: '',
			goals: [
				{ ...emptyRow(), metric_id: 'score', role: 'primary', minimum_effect: minimum, planned_sd: '10' }
			],
			...some
		},
		{ metrics: [score], sites: 2 }
	);

const pointsOf = (path: string) =>
	[...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));

describe('the curve of what a plan can find', () => {
	test('falls from left to right inside its frame, the one with a pretest below the other', () => {
		const chart = chartOf(tells())!;
		for (const path of [chart.without, chart.withPretest]) {
			const points = pointsOf(path);
			expect(points.length).toBeGreaterThan(8);
			points.slice(1).forEach(({ x, y }, i) => {
				expect(x).toBeGreaterThan(points[i]!.x);
				expect(y).toBeGreaterThan(points[i]!.y);
			});
			for (const { x, y } of points) {
				expect(x).toBeGreaterThanOrEqual(chart.left);
				expect(x).toBeLessThanOrEqual(chart.right);
				expect(y).toBeLessThanOrEqual(chart.bottom);
				expect(y).toBeGreaterThan(0);
			}
		}
		expect(pointsOf(chart.withPretest).at(-1)!.y).toBeGreaterThan(pointsOf(chart.without).at(-1)!.y);
	});

	test('marks the plan on the line that is its own', () => {
		const plain = chartOf(tells())!;
		expect(pointsOf(plain.without)).toContainEqual(plain.here);
		const tested = chartOf(tells({ pretest_r2: '0.6' }))!;
		expect(pointsOf(tested.withPretest)).toContainEqual(tested.here);
	});

	test('marks what matters and the median, the lower the smaller', () => {
		const { marks } = chartOf(tells())!;
		expect(marks.map(({ key }) => key)).toEqual(['median', 'matters']);
		expect(marks[0]!.y).toBeGreaterThan(marks[1]!.y);
		expect(chartOf(tells({}, '')!)!.marks.map(({ key }) => key)).toEqual(['median']);
	});

	test('of class means has no median of students', () => {
		const { marks } = chartOf(tells({ analysis_unit: 'class', people_per_arm: '' }, ''))!;
		expect(marks).toEqual([]);
	});

	test.each([
		[{ groups_per_arm: '1', people_per_arm: '25' }],
		[{ groups_per_arm: '900', people_per_arm: '20000' }],
		[{ assignment_unit: 'student', people_per_arm: '5' }],
		[{ pretest_r2: '0.99' }]
	])('%j draws figures and no nonsense', (some) => {
		const chart = chartOf(tells(some))!;
		expect(JSON.stringify(chart)).not.toMatch(/null,"y"|NaN|Infinity/);
		expect(chart.without).toMatch(/^M/);
		expect(chart.counts.length).toBeGreaterThan(2);
		expect(chart.counts.length).toBeLessThan(12);
		expect(chart.levels.length).toBeGreaterThan(2);
	});

	test('is none without numbers', () => {
		expect(chartOf(tells({ groups_per_arm: '' }))).toBeNull();
	});

	test('has a table with the plan itself and the largest', () => {
		const rows = rowsOf(tells()).map(({ units }) => units);
		expect(rows).toContain(8);
		expect(rows).toContain(40);
		expect(rows.length).toBeLessThanOrEqual(13);
	});
});
