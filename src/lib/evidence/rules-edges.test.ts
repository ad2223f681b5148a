import { describe, expect, test } from 'vitest';
import { firstMatch, type Facts } from './decide.ts';
import { recommendationRules } from './recommendation.ts';
import { judgedRules } from './verdict-rules.ts';

/** An interval that touches a bound of its line exactly: which side of it that falls on. What matters is 1. */
const edges: [low: number, high: number, verdict: string][] = [
	[-1, 0, 'no gain that matters'],
	[0, 0.9, 'no gain that matters'],
	[0, 1, "can't tell"],
	[0, 2, "can't tell"],
	[0.1, 0.9, 'gain, small'],
	[0.1, 1, 'gain, size unsure'],
	[0.9, 3, 'gain, size unsure'],
	[1, 1, 'clear gain'],
	[1, 3, 'clear gain'],
	[-2, -0.1, 'harm']
];

const compared = { missing: false, invalid: false, scarce: false, comparison: true, noWorse: false };

describe('an interval that touches a bound', () => {
	test.each(edges)('from %d to %d: %s', (low, high, verdict) => {
		const facts = { ...compared, targetMet: null, low, high, minimum: 1 };
		expect(firstMatch(judgedRules, facts).verdict).toBe(verdict);
	});

	test.each(edges)(
		'from %d to %d where nothing is said to matter: never clear, small or nothing',
		(low, high) => {
			const facts = { ...compared, targetMet: null, low, high, minimum: null };
			const expected = high < 0 ? 'harm' : low > 0 ? 'gain, size unsure' : "can't tell";
			expect(firstMatch(judgedRules, facts).verdict).toBe(expected);
		}
	);

	test.each(edges)('from %d to %d without a comparison is a change and never a gain', (low, high) => {
		const facts = { ...compared, comparison: false, targetMet: null, low, high, minimum: 1 };
		const expected = high < 0 || low > 0 ? 'changed since before' : 'unchanged since before';
		expect(firstMatch(judgedRules, facts).verdict).toBe(expected);
	});
});

/** What comes first where two lines hold. */
const both: [facts: Facts, rule: string][] = [
	[{ primary: 'invalid', breached: 1, unsafe: 1 }, 'invalid'],
	[{ primary: 'harm', breached: 1, unsafe: 1 }, 'guardrail breached'],
	[{ primary: 'clear gain', breached: 0, unsafe: 1 }, 'otherwise'],
	[{ primary: 'no gain that matters', breached: 0, unsafe: 1 }, 'no gain that matters'],
	[{ primary: 'changed since before', breached: 0, unsafe: 1 }, 'otherwise'],
	[{ primary: "can't tell", breached: 0, unsafe: 0, detectable: 1, minimum: 1, halfWidth: 2 }, 'otherwise'],
	[{ primary: "can't tell", breached: 0, unsafe: 0, detectable: 2, minimum: 1, halfWidth: 1 }, 'otherwise'],
	[{ primary: "can't tell", breached: 0, unsafe: 0, detectable: null, minimum: 1, halfWidth: 2 }, 'otherwise']
];

test.each(both)('of %o the line is: %s', (facts, rule) => {
	expect(firstMatch(recommendationRules, facts).rule).toBe(rule);
});
