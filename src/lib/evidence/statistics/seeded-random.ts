/*
 * For the tests alone: repeatable random numbers, groups and shares.
 */
import { expect } from 'vitest';
import type { Share, Summary } from './index.ts';
import { normal } from './random.ts';

export { generator, normal } from './random.ts';

export function whole(random: () => number, low: number, high: number): number {
	return low + Math.floor(random() * (high - low + 1));
}

export function times<Made>(count: number, make: (index: number) => Made): Made[] {
	return Array.from({ length: count }, (_, index) => make(index));
}

export function anyGroup(random: () => number): Summary {
	return { n: whole(random, 2, 60), mean: 10 * normal(random), sd: 0.1 + 5 * random() };
}

/** A share that is neither none nor all. */
export function anyShare(random: () => number): Share {
	const n = whole(random, 2, 80);
	return { n, events: whole(random, 1, n - 1) };
}

/** Expects two numbers to agree to nine digits of the unit. */
export function near(actual: number | undefined, expected: number | undefined, unit = 1): void {
	expect(Math.abs((actual ?? NaN) - (expected ?? NaN))).toBeLessThanOrEqual(1e-9 * Math.abs(unit));
}
