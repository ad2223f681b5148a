import { describe, expect, test } from 'vitest';
import { goal, input, means, metric, row } from '#lib/evidence/fixtures.ts';
import { fileOf } from './brief-fixtures.ts';
import { verifyBrief } from './verify-brief.ts';

const saved = metric({
	id: 'saved',
	name: 'Minutes saved',
	unit: 'minutes a week',
	about: 'staff survey',
	measures: 'minutes saved'
});
const checking = metric({
	id: 'checking',
	name: 'Minutes of checking',
	unit: 'minutes a week',
	better: 'lower',
	about: 'staff survey',
	measures: 'minutes checking'
});
const cost = metric({
	id: 'cost',
	name: 'Cost',
	kind: 'total',
	unit: 'dollars',
	about: 'things',
	measures: 'cost'
});
const goals = [
	goal({ target: 60 }),
	goal({ role: 'secondary', metric: saved }),
	goal({ role: 'secondary', metric: checking }),
	goal({ role: 'secondary', metric: cost })
];
const pilot = (more: Parameters<typeof means>[2] = {}) =>
	input({
		goals,
		rows: [
			...means([80, 64, 9], [80, 57, 9], more),
			row({ metric_id: 'saved', n: 20, mean: 90, sd: 20 }),
			row({ metric_id: 'checking', n: 20, mean: 30, sd: 10 }),
			row({ metric_id: 'cost', value: 4800 })
		]
	});

describe('a brief that is computed again', () => {
	test('is the same in every figure, the derived ones too', () => {
		const file = fileOf(pilot(), true);
		expect(file.brief.figures.worth).toMatchObject({
			minutes: { net: { estimate: 60 } },
			cost: { total: 4800, each: 60 }
		});
		const found = verifyBrief(file);
		expect(found.differing).toEqual([]);
		expect(found.unchecked).toEqual([]);
		expect(found.same.figures).toBeGreaterThan(100);
	});

	test.each<[string, (file: ReturnType<typeof fileOf>) => void, string]>([
		[
			'net minutes',
			({ brief }) =>
				((brief.figures.worth as never as { minutes: { net: { estimate: number } } }).minutes.net.estimate =
					75),
			'brief.figures.worth.minutes.net.estimate'
		],
		[
			'cost per unit of effect',
			({ brief }) =>
				((brief.figures.worth as never as { cost: { perUnit: { low: number } } }).cost.perUnit.low = 1),
			'brief.figures.worth.cost.perUnit.low'
		],
		[
			'a target',
			({ brief }) =>
				((brief.figures.outcomes[0] as never as { target: { reached: boolean } }).target.reached = false),
			'brief.figures.outcomes["Reading score"].target.reached'
		],
		['the question', ({ brief }) => (brief.pilot.question = 'Another?'), 'brief.pilot.question'],
		['what is permitted', ({ brief }) => (brief.evidence.permitted = ['sunset']), 'brief.evidence.permitted'],
		[
			'the fingerprint of another analysis',
			({ brief }) => (brief.evidence.fingerprint = 'other'),
			'brief.evidence.fingerprint'
		],
		[
			'a figure of the analysis',
			({ analysis }) =>
				((analysis.analysis.outcomes[0] as never as { effect: { p: number } }).effect.p = 0.5),
			'analysis.outcomes["Reading score"].effect.p'
		]
	])('names %s where it was changed', (_, change, path) => {
		const file = fileOf(pilot(), true);
		change(file);
		expect(verifyBrief(file).differing.map((one) => one.path)).toContain(path);
	});

	test('says which figures rest on groups that are withheld, and checks the others', () => {
		const few = input({
			goals,
			rows: [
				...means([80, 64, 9], [80, 57, 9]),
				row({ metric_id: 'saved', n: 7, mean: 90, sd: 20, withheld: true }),
				row({ metric_id: 'checking', n: 20, mean: 30, sd: 10 }),
				row({ metric_id: 'cost', value: 4800 })
			]
		});
		const found = verifyBrief(fileOf(few, false));
		expect(found.differing).toEqual([]);
		const texts = found.unchecked.map(({ text }) => text);
		expect(texts).toContain('brief.figures.worth.minutes.saved');
		expect(texts).not.toContain('brief.figures.worth.cost.perUnit.estimate');
		expect(verifyBrief(fileOf(few, true)).unchecked).toEqual([]);
	});
});
