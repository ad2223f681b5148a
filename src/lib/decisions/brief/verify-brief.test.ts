import { describe, expect, test } from 'vitest';
import { goal, input, means, metric, row } from '#lib/evidence/fixtures.ts';
import { readAnalysisFile } from '#lib/evidence/analysis-file-reading.ts';
import { pathText } from '#lib/evidence/figure-paths.ts';
import { briefFileSchema, type BriefFile } from './brief-file.ts';
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

describe('a figure that is changed alone', () => {
	const more = {
		sites: ['Mission High', 'Castro Valley', 'Harbor'],
		scaling: {
			sites_left: 2,
			sites_tried: 3,
			sites: ['Mesa', 'Sunrise'],
			people: 133,
			licences: 134,
			yearly: 1333,
			once: 667,
			how: ['200 people at its 3 sites']
		},
		sunset: {
			steps: [],
			avoided: { budget: 2000, budget_from: 'budget', hours: 144, hours_from: 4, licences: null }
		},
		forecasts: []
	};
	const leaves = (value: unknown, path: string[] = []): string[][] =>
		typeof value === 'object' && value !== null && Object.keys(value).length > 0
			? Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]))
			: [path];
	function other(value: unknown): unknown {
		if (typeof value === 'number') return value + 1;
		if (typeof value === 'boolean') return !value;
		if (typeof value !== 'string') return value === null ? 1 : Array.isArray(value) ? ['x'] : { x: 1 };
		return /^\d{4}-/.test(value) ? value.replace(/^\d{4}/, '2019') : `${value}x`;
	}
	/** The file with another value at a path, as recompute reads it: null where it is refused. */
	function changed(file: BriefFile, path: string[]): BriefFile | null {
		const copy = structuredClone(file);
		const holder = path.slice(0, -1).reduce<never>((inside, key) => inside[key as never], copy as never);
		(holder as Record<string, unknown>)[path.at(-1)!] = other(holder[path.at(-1)! as never]);
		const { success } = briefFileSchema.safeParse(copy);
		const isRead = path[0] === 'brief' || 'file' in readAnalysisFile(JSON.stringify(copy.analysis));
		return success && isRead ? copy : null;
	}

	// The figures of the analysis have a test of their own; here some of them. Another format or version is refused.
	const many = ([top, part, within]: string[]) =>
		top === 'analysis' &&
		(part === 'analysis' || part === 'rows' || (part === 'rule' && within !== 'locked_at'));

	test('is noticed, or is of what the verification says that it cannot hold', () => {
		const file = fileOf(pilot(), true, more);
		const { differing, notHeld, unchecked } = verifyBrief(file);
		expect([differing, unchecked]).toEqual([[], []]);
		const said = notHeld.map(({ part }) => part);
		const isSaid = (path: string[]) =>
			said.some(
				(part) =>
					pathText(path) === part ||
					pathText(path).startsWith(`${part}.`) ||
					pathText(path).startsWith(`${part}[`)
			);
		const held = leaves(file).filter(
			(path) => !isSaid(path) && path.at(-1) !== 'version' && path.at(-1) !== 'format'
		);
		const paths = held.filter((path, at) => !many(path) || at % 101 === 0);
		const silent = paths.filter((path) => {
			const copy = changed(file, path);
			return copy !== null && verifyBrief(copy).differing.length === 0;
		});
		expect(paths.length).toBeGreaterThan(60);
		expect(silent.map((path) => path.join('.'))).toEqual([]);
		// What it can't hold is named with what it is, and none of what is computed is among it.
		expect(said).not.toContain('brief.figures');
		expect(notHeld).toContainEqual({ part: 'brief.risks', figures: expect.any(Number), why: 'record' });
		expect(notHeld).toContainEqual({ part: 'analysis.rows', figures: expect.any(Number), why: 'input' });
		expect(notHeld).toContainEqual({ part: 'brief.fingerprint', figures: 1, why: 'database' });
	}, 30_000);

	test.each([
		'brief.pilot.number',
		'brief.pilot.launched_at',
		'brief.pilot.cycle_end',
		'brief.plan.people_per_arm',
		'brief.plan.locked_at',
		'brief.small_groups',
		'brief.evidence.computed_at',
		'brief.scaling.licences',
		'brief.scaling.yearly',
		'brief.sunset.avoided.hours',
		'brief.sunset.avoided.budget',
		'analysis.computed_at'
	])('%s is noticed', (path) => {
		const copy = changed(fileOf(pilot(), true, more), path.split('.'));
		expect(copy === null || verifyBrief(copy).differing.length > 0).toBe(true);
	});
});
