import { describe, expect, test } from 'vitest';
import { exported } from './analysis-file-fixtures.ts';
import { readAnalysisFile } from './analysis-file-reading.ts';
import { goal, input, means, metric, row } from './fixtures.ts';

const passed = metric({ id: 'passed', name: 'Passed', kind: 'proportion' });
const file = exported(
	input({
		goals: [goal(), goal({ role: 'key', metric: passed })],
		rows: [
			...means([50, 64, 9], [50, 60, 9]),
			row({ metric_id: 'passed', n: 40, events: 20 }),
			row({ metric_id: 'passed', n: 5, events: 2, arm: 'comparison', withheld: true })
		]
	}),
	false
);

const fault = (value: unknown) => {
	const read = readAnalysisFile(typeof value === 'string' ? value : JSON.stringify(value));
	return 'fault' in read ? read.fault : null;
};
const changed = (change: (copy: never) => unknown) => {
	const copy = structuredClone(file);
	change(copy as never);
	return fault(copy);
};

test('an exported analysis is read, with a byte order mark too', () => {
	expect(readAnalysisFile(JSON.stringify(file))).toEqual({ file });
	expect(fault(`\uFEFF${JSON.stringify(file)}`)).toBeNull();
});

describe('what cannot be read is told in one sentence', () => {
	test.each<[string, unknown, RegExp]>([
		['nothing', '', /^is not JSON\.$/],
		['cut off', JSON.stringify(file).slice(0, 500), /^is not JSON\.$/],
		['a list', [], /^is JSON, and not an analysis that Pilotage exported\.$/],
		['a number', '7', /^is JSON, and not an analysis/],
		[
			'the answer of the evidence address',
			{ pilot: {}, outcomes: [] },
			/in another format: .* this names none\.$/
		],
		[
			'another format',
			{ ...file, format: 'pilots' },
			/in another format: .* this names its format 'pilots'\.$/
		],
		[
			'a newer format',
			{ ...file, version: 2 },
			/version 2 of the format.* up to version 1: take a newer Pilotage\.$/
		],
		[
			'newer rules',
			{ ...file, analysis: { ...file.analysis, version: 9 } },
			/version 9 of the analysis.* computes version 3: take a newer Pilotage\.$/
		],
		['older rules', { ...file, analysis: { ...file.analysis, version: 0 } }, /take an older Pilotage\.$/],
		['no rows', { ...file, rows: undefined }, /^is incomplete: rows is missing\.$/],
		['no analysis', { ...file, analysis: undefined }, /^is incomplete: analysis is missing\.$/],
		['words for rows', { ...file, rows: 'many' }, /^is incomplete: rows is not what belongs there\.$/]
	])('%s', (_, value, expected) => {
		expect(fault(value)).toMatch(expected);
	});

	test('a part that is missing inside a row', () => {
		const without = changed(({ rows }: { rows: Record<string, unknown>[] }) => delete rows[1]!.arm);
		expect(without).toBe('is incomplete: rows[1].arm is missing.');
	});

	test.each<[string, Record<string, unknown>, string]>([
		['more events than people', { events: 41 }, 'rows[2].events is more than n'],
		['a part of a person', { n: 40.5 }, 'rows[2].n is not a whole number of at least 1'],
		['nobody', { n: 0, events: 0 }, 'rows[2].n is not a whole number of at least 1'],
		['fewer than none', { events: -1 }, 'rows[2].events is not a whole number of at least 0'],
		['too many classes', { clusters: 41 }, 'rows[2].clusters is not a whole number from 1 to n'],
		['a correlation of 2', { correlation: 2 }, 'rows[2].correlation is not from −1 to 1'],
		['a number that was taken out', { events: null }, 'rows[2].events is missing, which a proportion needs'],
		['a metric of no outcome', { metric_id: 'other' }, 'rows[2].metric_id is of none of the goals'],
		['an id of another row', { id: file.rows[0]!.id }, 'rows[2] has an id that stands there before']
	])('a group summary that cannot be: %s', (_, change, expected) => {
		const said = changed(({ rows }: { rows: object[] }) => Object.assign(rows[2]!, change));
		expect(said).toBe(`cannot be computed with: ${expected}.`);
	});
});
