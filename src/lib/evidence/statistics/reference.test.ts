import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isUndefined } from './index.ts';
import type { Answer, Inputs } from './reference/answer.ts';
import { estimates } from './reference/estimates.ts';
import { judgements } from './reference/judgements.ts';
import { readValues } from './reference/values.ts';
import { withoutExport } from './reference/without-export.ts';
import own from './reference-cases.json' with { type: 'json' };

type Case = {
	name: string;
	method: string;
	inputs: Inputs;
	expected: Record<string, unknown>;
	tolerance: { type: string; value: number };
};

const methods: Record<string, (inputs: Inputs) => Answer> = { ...estimates, ...judgements };

/** Sizes that the reference leaves fractional and the exports round up to whole units. */
const roundedUp = new Set(['n_per_group', 'n_per_group_power_prop_test']);

function check(actual: unknown, expected: unknown, { type, value }: Case['tolerance'], what: string): void {
	if (Array.isArray(expected)) {
		expect(actual, what).toHaveLength(expected.length);
		expected.forEach((item, index) =>
			check((actual as unknown[])[index], item, { type, value }, `${what}[${index}]`)
		);
	} else if (isUndefined(expected)) {
		expect(isUndefined(actual), `${what} is undefined`).toBe(true);
		expect((actual as { reason: string }).reason, what).toMatch(/^[A-Z].+\.$/);
	} else if (typeof expected === 'number') {
		expect(typeof actual, what).toBe('number');
		const allowed = type === 'abs' ? value : value * Math.abs(expected);
		expect(Math.abs((actual as number) - expected), `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(
			allowed
		);
	} else {
		expect(actual, what).toBe(expected);
	}
}

/** Compares every field that has an export, and says how many there were. */
function run({ name, method, inputs, expected, tolerance }: Case): number {
	const answer = methods[method];
	const leftOut = withoutExport[method] ?? {};
	if (!answer) {
		const unexplained = Object.keys(expected).filter((field) => !(field in leftOut));
		expect(unexplained, `${name}: fields of a method that neither an export nor a reason covers`).toEqual([]);
		return 0;
	}
	const { result, fields } = answer(inputs);
	let checked = 0;
	for (const [field, value] of Object.entries(expected)) {
		if (field === 'status') {
			expect(String(value)).toMatch(/^undefined/);
			check(result, { undefined: true }, tolerance, name);
			checked++;
		} else if (field in fields) {
			const wanted = roundedUp.has(field) ? Math.ceil(value as number) : value;
			check(fields[field], wanted, tolerance, `${name}.${field}`);
			checked++;
		} else {
			expect(leftOut, `${name}.${field} has neither an export nor a reason`).toHaveProperty([field]);
		}
	}
	if (!('status' in expected)) expect(isUndefined(result), `${name} is defined`).toBe(false);
	expect(checked, `${name} compares something`).toBeGreaterThan(0);
	return checked;
}

describe("the project's own reference cases", () => {
	const cases = own as Case[];
	it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
		expect(run(one)).toBeGreaterThan(0);
	});
	it('meet every method', () => {
		expect(cases).toHaveLength(76);
		expect(new Set(cases.map((one) => one.method))).toEqual(new Set(Object.keys(methods)));
	});
});

/** A folder of reference data beside the checkout, where present. */
const beside = new URL('../../../../../shared/data/', import.meta.url);
const shared = new URL('reference_stats.json', beside);

describe('reference data beside the checkout', () => {
	if (!existsSync(shared)) {
		it('is not there', () => {
			console.log("No ../shared/data beside the checkout: only the project's own reference cases were run.");
			expect(own.length).toBeGreaterThan(0);
		});
		return;
	}
	const cases = JSON.parse(readFileSync(shared, 'utf8')) as Case[];
	let [met, fields] = [0, 0];
	it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
		const checked = run({ ...one, inputs: readValues(one.inputs, beside) });
		fields += checked;
		if (checked > 0) met++;
	});
	it('was met in full', () => {
		const answerable = cases.filter((one) => one.method in methods);
		expect(met).toBe(answerable.length);
		expect(answerable.length).toBeGreaterThanOrEqual(56);
		expect(fields).toBeGreaterThan(2 * answerable.length);
	});
});
