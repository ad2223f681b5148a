import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generator, normal, times, whole } from './seeded-random.ts';
import { pool, summarize, type Summary } from './index.ts';
import { lastNumbers, treatments } from './reference/values.ts';

const summary = (values: number[]) => summarize({ values }) as Summary;

/** Digits that agree, as NIST counts them. */
const digits = (actual: number, certified: number) =>
	actual === certified ? 16 : -Math.log10(Math.abs(actual - certified) / Math.abs(certified));

describe('summarize', () => {
	it('keeps the digits of NIST NumAcc4 that a double holds', () => {
		const { mean, sd } = summary([
			10000000.2,
			...times(1000, (i) => (i % 2 === 0 ? 10000000.1 : 10000000.3))
		]);
		expect(mean).toBe(10000000.2);
		// Certified is 0.1 in decimals; of the doubles that those decimals become it is this, to the last digit.
		expect(digits(sd, 0.10000000055879354)).toBeGreaterThan(15);
		expect(digits(sd, 0.1)).toBeGreaterThan(8.2);
	});
	it('keeps them where a constant is added to many small values', () => {
		const random = generator(1);
		const values = times(1000, () => whole(random, -50, 50));
		const shifted = summary(values.map((value) => value + 2 ** 40));
		expect(shifted.sd).toBeCloseTo(summary(values).sd, 12);
		expect(shifted.mean - 2 ** 40).toBeCloseTo(summary(values).mean, 3);
	});
	it('finds no spread in equal values that have no exact double', () => {
		expect(summary([0.1, 0.1, 0.1, 0.1])).toEqual({ n: 4, mean: 0.1, sd: 0 });
	});
});

describe('pool', () => {
	it('equals the summary of all values together, in any order of the groups', () => {
		const random = generator(2);
		for (let round = 0; round < 50; round++) {
			const offset = 10 ** whole(random, -3, 6);
			const groups = times(whole(random, 2, 6), (k) =>
				times(whole(random, 1, 30), () => offset + k + normal(random))
			);
			const all = summary(groups.flat());
			const summaries = groups.map((values) => summary(values));
			for (const order of [summaries, summaries.toReversed()]) {
				const union = pool({ groups: order }) as Summary;
				expect(union.n).toBe(all.n);
				expect(digits(union.mean, all.mean)).toBeGreaterThan(13);
				expect(digits(union.sd, all.sd)).toBeGreaterThan(9);
			}
		}
	});
	it('of one group is that group', () => {
		expect(pool({ groups: [{ n: 12, mean: 3.5, sd: 0.7 }] })).toEqual({
			n: 12,
			mean: 3.5,
			sd: expect.closeTo(0.7, 15)
		});
	});
});

/** A folder of reference data beside the checkout, where present. */
const nist = new URL('../../../../../shared/data/nist/', import.meta.url);

describe('NIST StRD files', () => {
	if (!existsSync(nist)) {
		it('are not there', () => {
			console.log('No ../shared/data/nist beside the checkout: its files were not summarised.');
			expect(summary([10000001, 10000003, 10000002]).sd).toBe(1);
		});
		return;
	}
	const text = (name: string) => readFileSync(new URL(name, nist), 'utf8');
	it.each([
		['Lew.txt', -177.435, 277.332168044316],
		['Lottery.txt', 518.95871559633, 291.699727470969],
		['NumAcc1.txt', 10000002, 1],
		['NumAcc2.txt', 1.2, 0.1]
	])('%s is met to 14 digits', (name, mean, sd) => {
		const result = summary(lastNumbers(text(name)));
		expect(digits(result.mean, mean)).toBeGreaterThan(14);
		expect(digits(result.sd, sd)).toBeGreaterThan(14);
	});
	it.each([
		['SmLs01.dat', 9, 189, 1.68, 1.8, 13],
		['SmLs04.dat', 9, 189, 1.68, 1.8, 7]
	])('%s: squares between and within groups add up in the pool', (name, count, n, between, within, least) => {
		const groups = treatments(text(name)).map(summary);
		expect(groups).toHaveLength(count);
		const union = pool({ groups }) as Summary;
		expect(union.n).toBe(n);
		expect(digits(union.sd ** 2 * (n - 1), between + within)).toBeGreaterThan(least);
	});
});
