import { describe, expect, test } from 'vitest';
import { changesOf, curveOf, detects, layoutOf, unitsFor, type Planned } from './plan-power.ts';

const classes: Planned = {
	assignment_unit: 'class',
	analysis_unit: 'student',
	groups_per_arm: 4,
	people_per_arm: 100,
	icc: 0.2,
	pretest_r2: null
};
const layout = (some: Partial<Planned> = {}) => layoutOf({ ...classes, ...some }, 'achievement')!;

describe('how a plan is laid out', () => {
	test('eight classes of 25 are four on each side', () => {
		expect(layout()).toEqual({
			unit: 'class',
			units: 8,
			size: 25,
			icc: 0.2,
			iccPlanned: true,
			nested: true
		});
	});

	test('the customary correlation stands in where nobody planned one', () => {
		expect(layout({ icc: null })).toMatchObject({ icc: 0.2, iccPlanned: false });
		expect(layoutOf({ ...classes, icc: null }, 'other')).toMatchObject({ icc: 0.1 });
	});

	test('people assigned one by one, and classes analysed as a whole, have no correlation inside', () => {
		expect(layout({ assignment_unit: 'student' })).toMatchObject({ units: 200, size: 1, icc: 0 });
		expect(layout({ analysis_unit: 'class', people_per_arm: null })).toMatchObject({
			units: 8,
			size: 1,
			icc: 0
		});
	});

	test('is not known without numbers', () => {
		expect(layoutOf({ ...classes, groups_per_arm: null }, 'achievement')).toBeNull();
		expect(layoutOf({ ...classes, people_per_arm: null }, 'achievement')).toBeNull();
	});
});

describe('what it can find', () => {
	// 2-evidence.md, 'Before launch'.
	test('eight classes 1.14, with a pretest 0.72; forty 0.44', () => {
		expect(detects(layout(), 0)).toBeCloseTo(1.14, 2);
		expect(detects(layout(), 0.6)).toBeCloseTo(0.72, 2);
		expect(detects(layout({ groups_per_arm: 20, people_per_arm: 500 }), 0)).toBeCloseTo(0.44, 2);
	});

	test('is nothing with one class on each side', () => {
		expect(detects(layout({ groups_per_arm: 1, people_per_arm: 25 }), 0)).toBeNull();
	});

	test('falls along the curve, which holds the plan itself', () => {
		const curve = curveOf(layout(), 0.6);
		expect(curve.map(({ units }) => units)).toContain(8);
		expect(curve.at(-1)!.units).toBe(40);
		curve.slice(1).forEach(({ units, effect, withPretest }, i) => {
			expect(units).toBeGreaterThan(curve[i]!.units);
			expect(effect).toBeLessThan(curve[i]!.effect);
			expect(withPretest).toBeLessThan(effect);
		});
	});

	test('the first number of classes that is enough is found', () => {
		const perArm = unitsFor(layout(), 0, 0.44)!;
		expect(detects({ ...layout(), units: 2 * perArm }, 0)).toBeLessThanOrEqual(0.44);
		expect(detects({ ...layout(), units: 2 * perArm - 2 }, 0)).toBeGreaterThan(0.44);
		expect(unitsFor(layout(), 0, 0.001)).toBeNull();
		expect(unitsFor(layout(), 0, 0)).toBeNull();
	});
});

describe('what would change it', () => {
	const keys = (some: Partial<Planned>, minimum: number | null) =>
		changesOf(layout(some), { ...classes, ...some }, minimum).map(({ key }) => key);

	test('first what is needed, then the largest gain', () => {
		expect(keys({}, 0.3)).toEqual(['units for', 'one by one', 'pretest', 'units', 'people']);
		const [first] = changesOf(layout(), classes, 0.3);
		expect(first).toMatchObject({ aim: 'what matters', effect: 0.3 });
		expect(changesOf(layout(), classes, null)[0]).toMatchObject({ aim: 'median', effect: 0.1 });
	});

	test('no pretest where there is one, and nothing that is enough already', () => {
		expect(keys({ pretest_r2: 0.6 }, 2)).toEqual(['one by one', 'units', 'people']);
		expect(keys({ assignment_unit: 'student' }, 2)).toEqual(['pretest', 'units']);
	});

	test('two classes become something once there are more', () => {
		expect(keys({ groups_per_arm: 1, people_per_arm: 25 }, null)).toEqual([
			'units for',
			'one by one',
			'units'
		]);
	});
});
