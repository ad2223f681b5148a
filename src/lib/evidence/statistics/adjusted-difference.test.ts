import { describe, expect, test } from 'vitest';
import { adjustedDifference, isUndefined, pooledDifference, summarize } from './index.ts';
import { generator, near, normal, times, whole } from './seeded-random.ts';
import { tCritical, tP } from './distribution.ts';

const random = generator(20261128);

function defined<Value>(value: Value) {
	if (isUndefined(value)) throw new Error(value.reason);
	return value as Exclude<Value, { undefined: true }>;
}

type Person = { arm: 0 | 1; before: number; after: number };

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

function summaryOf(people: Person[], arm: 0 | 1) {
	const own = people.filter((one) => one.arm === arm);
	const before = defined(summarize({ values: own.map((one) => one.before) }));
	const after = defined(summarize({ values: own.map((one) => one.after) }));
	const products = own.map((one) => (one.before - before.mean) * (one.after - after.mean));
	return { before, after, correlation: sum(products) / ((own.length - 1) * before.sd * after.sd) };
}

/** Least squares of after on 1, arm and before, by the normal equations, as `lm(after ~ arm + before)` does. */
function regression(people: Person[]) {
	const lines = people.map(({ arm, before }) => [1, arm, before]);
	const cross = [0, 1, 2].map((i) => [0, 1, 2].map((j) => sum(lines.map((line) => line[i]! * line[j]!))));
	const right = [0, 1, 2].map((i) => sum(lines.map((line, at) => line[i]! * people[at]!.after)));
	const wide = cross.map((line, i) => [...line, right[i]!, ...[0, 1, 2].map((j) => (i === j ? 1 : 0))]);
	for (let pivot = 0; pivot < 3; pivot += 1) {
		const by = wide[pivot]![pivot]!;
		wide[pivot] = wide[pivot]!.map((value) => value / by);
		wide.forEach((line, at) => {
			const times = line[pivot]!;
			if (at !== pivot) wide[at] = line.map((value, index) => value - times * wide[pivot]![index]!);
		});
	}
	const b = wide.map((line) => line[3]!);
	const left = people.map(({ after }, at) => after - sum(lines[at]!.map((value, i) => value * b[i]!)));
	const df = people.length - 3;
	const se = Math.sqrt((sum(left.map((value) => value ** 2)) / df) * wide[1]![5]!);
	return { difference: b[1]!, slope: b[2]!, se, df };
}

function anyPeople(): Person[] {
	const gain = normal(random);
	return times(whole(random, 8, 60), (at) => {
		const arm = at % 2 === 0 ? (1 as const) : (0 as const);
		const before = 50 + 10 * normal(random) + 2 * arm;
		return { arm, before, after: 20 + 0.6 * before + 6 * normal(random) + gain * arm };
	});
}

describe('a difference adjusted for the baseline', () => {
	test('is what a regression of the people themselves gives', () => {
		for (let round = 0; round < 60; round += 1) {
			const people = anyPeople();
			const { difference, slope, se, df } = regression(people);
			const given = { treatment: summaryOf(people, 1), comparison: summaryOf(people, 0) };
			const found = defined(adjustedDifference(given));
			expect(found.df).toBe(df);
			near(found.difference, difference, 1e7);
			near(found.slope, slope, 1e7);
			near(found.se, se, 1e7);
			near(found.p, tP(difference / se, df), 1e7);
			near(found.high - found.low, 2 * tCritical(0.95, df) * se, 1e7);
		}
	});

	const arm = (mean: number, start: number, correlation: number) => ({
		before: { n: 50, mean: start, sd: 8 },
		after: { n: 50, mean, sd: 10 },
		correlation
	});

	test('is the pooled one where the baseline explains nothing, but for a degree of freedom', () => {
		const [treatment, comparison] = [arm(64, 52, 0), arm(60, 50, 0)];
		const plain = defined(pooledDifference({ treatment: treatment.after, comparison: comparison.after }));
		const found = defined(adjustedDifference({ treatment, comparison }));
		expect(found).toMatchObject({ difference: 4, slope: 0, r2: 0, df: plain.df - 1 });
		expect(found.se / plain.se).toBeGreaterThan(1);
		expect(found.se / plain.se).toBeLessThan(1.05);
	});

	test('narrows by what the baseline explains, and takes away where the arms began', () => {
		const found = defined(adjustedDifference({ treatment: arm(64, 51, 0.8), comparison: arm(60, 51, 0.8) }));
		const plain = defined(adjustedDifference({ treatment: arm(64, 51, 0), comparison: arm(60, 51, 0) }));
		expect(found.r2).toBeCloseTo(0.64, 12);
		expect(found.se / plain.se).toBeCloseTo(Math.sqrt(1 - 0.64), 12);
		const ahead = defined(adjustedDifference({ treatment: arm(64, 53, 0.8), comparison: arm(60, 51, 0.8) }));
		expect(ahead.difference).toBeCloseTo(4 - 0.8 * (10 / 8) * 2, 12);
	});

	test('is undefined where nothing is left to judge it by', () => {
		const one = { before: { n: 2, mean: 1, sd: 1 }, after: { n: 2, mean: 2, sd: 1 }, correlation: 0.5 };
		const single = { before: { n: 1, mean: 1 }, after: { n: 1, mean: 2 }, correlation: 0 };
		expect(adjustedDifference({ treatment: one, comparison: single })).toMatchObject({ undefined: true });
		expect(adjustedDifference({ treatment: arm(64, 50, 1), comparison: arm(60, 50, 1) })).toMatchObject({
			undefined: true,
			difference: 4
		});
		const flat = { ...arm(64, 50, 0), before: { n: 50, mean: 50, sd: 0 } };
		expect(adjustedDifference({ treatment: flat, comparison: flat })).toMatchObject({ undefined: true });
	});

	test('pairs nobody with anybody else', () => {
		const other = { ...arm(60, 50, 0.5), before: { n: 49, mean: 50, sd: 8 } };
		expect(() => adjustedDifference({ treatment: other, comparison: arm(60, 50, 0.5) })).toThrow(
			/^treatment\.after\.n must equal treatment\.before\.n/
		);
	});
});
