import { expect, test } from 'vitest';
import { decimalsOf, differenceText, intervalText, levelBesideTarget, levelText } from './figures.ts';

const points = { kind: 'mean', unit: 'points' } as const;
const share = { kind: 'proportion', unit: 'share of students' } as const;

test('figures have two digits of their interval’s half width', () => {
	expect(decimalsOf(points, { low: -9.9, high: -5.7 })).toBe(1);
	expect(decimalsOf(points, { low: 58, high: 124 })).toBe(0);
	expect(decimalsOf(points, { low: -0.0236, high: 0.1246 })).toBe(3);
	expect(decimalsOf(share, { low: -0.043, high: 0.051 })).toBe(1);
});

test('without an interval, or rounded before, they are written as they are', () => {
	expect(decimalsOf(points, null)).toBeUndefined();
	expect(decimalsOf(points, { low: null, high: null })).toBeUndefined();
	expect(decimalsOf(points, { low: -2, high: 16, coarse: true })).toBeUndefined();
});

test('a difference of shares is in percentage points, a share in percent', () => {
	expect(differenceText(share, 0.0512, { decimals: 1, signed: true })).toBe('+5.1\u00a0percentage points');
	expect(levelText(share, 0.7372)).toBe('73.7%');
	expect(levelText(share, 0.8)).toBe('80%');
	expect(intervalText(share, -0.043, 0.051, 1)).toBe('−4.3 to 5.1\u00a0percentage points');
});

test('a unit is said as people say it', () => {
	expect(differenceText({ kind: 'mean', unit: 'hours' }, 1)).toBe('1\u00a0hour');
	expect(differenceText({ kind: 'mean', unit: 'hours' }, 1.5)).toBe('1.5\u00a0hours');
	expect(levelText({ kind: 'mean', unit: 'share' }, 0.6083, 1)).toBe('60.8%');
	expect(differenceText({ kind: 'mean', unit: 'share' }, 0.0505, { decimals: 1 })).toBe(
		'5.1\u00a0percentage points'
	);
	expect(levelText(points, null)).toBe('—');
});

test('a target that was just missed never looks reached', () => {
	expect(levelBesideTarget(points, 99.978, 100, 1)).toBe('99.98\u00a0points');
	expect(levelBesideTarget(points, 100, 100, 1)).toBe('100.0\u00a0points');
});
