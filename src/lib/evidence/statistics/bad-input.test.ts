import { describe, expect, it } from 'vitest';
import { group, shares, table, values } from './bad-input-table.ts';
import * as s from './index.ts';

/** A copy of the input with one argument exchanged. */
function exchanged(input: unknown, path: string[], value: unknown): unknown {
	const [name, ...rest] = path;
	if (name === undefined) return value;
	const copy = (Array.isArray(input) ? [...input] : { ...(input as object) }) as Record<string, unknown>;
	copy[name] = exchanged(copy[name], rest, value);
	return copy;
}

const functions = s as unknown as Record<string, (input: unknown) => object>;
const thrown = (name: string, input: unknown): unknown => {
	try {
		return functions[name]?.(input);
	} catch (error) {
		return error;
	}
};

describe('impossible input', () => {
	it('is tried on every export', () => {
		expect(Object.keys(table).sort()).toEqual(
			Object.keys(s)
				.filter((name) => name !== 'isUndefined')
				.sort()
		);
	});
	it.each(Object.entries(table))('%s names the argument', (name, [input, kinds]) => {
		expect(thrown(name, input), 'the input itself is taken').not.toBeInstanceOf(Error);
		for (const [path, kind] of Object.entries(kinds)) {
			for (const value of values[kind]) {
				const error = thrown(name, exchanged(input, path.split('.'), value));
				const called = path.replace(/\.(\d+)/g, '[$1]');
				expect(error, `${path} = ${String(value)}`).toBeInstanceOf(RangeError);
				const { message } = error as RangeError;
				expect(message.startsWith(`${called} `) && message.endsWith('.'), message).toBe(true);
			}
		}
	});
	it.each([
		['wilson', { n: 5, events: 6 }, 'events'],
		['riskDifference', { ...shares, comparison: { n: 3, events: 4 } }, 'comparison.events'],
		['coxIndex', { ...shares, treatment: { n: 3, events: 4 } }, 'treatment.events'],
		['meanChange', { before: group, after: { ...group, n: 9 }, correlation: 0.5 }, 'after.n'],
		['meanChange', { before: group, after: group, correlation: 1.01 }, 'correlation'],
		[
			'differenceInDifferences',
			{
				treatment: { before: group, after: { ...group, n: 9 } },
				comparison: { before: group, after: group },
				correlation: 0.5
			},
			'treatment.after.n'
		],
		[
			'clusterAdjust',
			{ g: 0.3, nTreatment: 50, nComparison: 50, meanClusterSize: 51, icc: 0.2 },
			'meanClusterSize'
		],
		[
			'clusterAdjust',
			{ g: 0.3, nTreatment: 50, nComparison: 50, meanClusterSize: 0.9, icc: 0.2 },
			'meanClusterSize'
		],
		['clusterAdjust', { g: 0.3, nTreatment: 50, nComparison: 50, meanClusterSize: 10 }, 'icc'],
		[
			'clusterAdjust',
			{ g: 0.3, nTreatment: 50, nComparison: 50, meanClusterSize: 10, outcome: 'any' },
			'outcome'
		],
		['clusterAdjust', { g: 0.3, nTreatment: 50, nComparison: 50, meanClusterSize: 10, icc: 0.2, t: -1 }, 't'],
		['minimumDetectableEffect', { clusters: 20, clusterSize: 0.5, icc: 0.2 }, 'clusterSize'],
		['sampleRatio', { observed: [10], expected: [1] }, 'observed'],
		['sampleRatio', { observed: [10, 2], expected: [1, 1, 1] }, 'expected'],
		['nonInferiority', { low: 1, high: 0, margin: 2, better: 'higher' }, 'high']
	])('%s refuses arguments that contradict each other (%#)', (name, input, argument) => {
		const error = thrown(name, input);
		expect(error).toBeInstanceOf(RangeError);
		expect((error as RangeError).message.startsWith(`${argument} `)).toBe(true);
	});
});
