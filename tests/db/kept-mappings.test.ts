import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { completeMapping } from './forms.ts';
import { pilotIn, type Stage } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let pilot: string;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'experiment');
});

const mapping = (more: object = {}) => ({
	...completeMapping,
	pretest: 'pre_test',
	site: { column: 'school', ids: { north: district.sites[0] } },
	stratum: { column: 'grade', names: { 6: 'Grade 6' } },
	cluster: 'class',
	subgroup: { column: 'ell', names: { yes: 'English learners' } },
	styles: { post_test: { decimal: ',', percent: 'as written' } },
	...more
});

const keep = (who: Actor, more: object = {}, of = pilot, given: unknown = mapping()) =>
	who.call('keep_mapping', { pilot: of, metric: district.metrics.score, mapping: given, ...more });
const read = (who: Actor, of = pilot) =>
	who.call('kept_mapping', { pilot: of, metric: district.metrics.score });

const mayLog: Part[] = ['lead', 'collector', 'evaluator'];

describe('who keeps how a file was mapped', () => {
	test('whoever may log, and they read it; nobody else does either', async () => {
		expect(await allowed(read(district.people.evaluator))).toBeNull();
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (mayLog.includes(part)) continue;
			const how = part === 'deactivated' ? '403 no_person' : '403 not_yours';
			await denied(keep(who), how, part);
			await denied(read(who), how, part);
		}
		for (const [who, how] of [
			[district.outsider, '404 no_such_pilot'],
			[district.stranger, '403 no_person'],
			[district.nobody, NO_GRANT]
		] as const) {
			await denied(keep(who), how);
			await denied(read(who), how);
		}
		for (const part of mayLog) {
			await allowed(keep(district.people[part]), part);
			expect(await allowed(read(district.people.lead)), part).toEqual({
				mapping: mapping(),
				by: expect.any(String),
				at: expect.any(String)
			});
		}
	});

	test('the last one stands, with who kept it', async () => {
		const { lead, evaluator } = district.people;
		await allowed(keep(lead));
		const first = await allowed(read(evaluator));
		await allowed(keep(evaluator, {}, pilot, mapping({ outcome: 'total' })));
		const second = await allowed(read(lead));
		expect(second.mapping.outcome).toBe('total');
		expect(second.by).not.toBe(first.by);
	});

	test('keeping one changes nothing else about the pilot, and makes no line of activity', async () => {
		await unchanged(district, pilot, () => allowed(keep(district.people.lead)));
	});

	test.each<Stage>(['draft', 'proposed', 'decision', 'sunset'])(
		'not while a pilot in %s takes no results',
		async (stage) => {
			const other = await pilotIn(district, stage);
			await denied(keep(district.people.lead, {}, other), '409 not_now');
		}
	);
});

describe('what is kept is a mapping, and no place for anything else', () => {
	const wide = (count: number) => Array.from({ length: count }, (_, i) => `label ${i}`);
	test.each<[string, () => unknown]>([
		['nothing', () => null],
		['a list', () => []],
		['another field', () => mapping({ note: 'Ben failed.' })],
		['a field in a part', () => mapping({ arm: { column: 'a', pilot: [], comparison: [], note: 'x' } })],
		['no outcome', () => mapping({ outcome: '' })],
		['another kind than the metric’s', () => mapping({ kind: 'total' })],
		['a header that is no text', () => mapping({ cluster: { deep: 1 } })],
		['labels that are no list', () => mapping({ events: 'yes' })],
		['a label that is no text', () => mapping({ events: [1] })],
		['a label as long as a letter', () => mapping({ missing: ['x'.repeat(201)] })],
		['more labels than a file has', () => mapping({ others: wide(201) })],
		['an arm without sides', () => mapping({ arm: { column: 'a' } })],
		['a period that is no label', () => mapping({ period: { column: null, name: '<b>', pretest: '' } })],
		['a site that is none', () => mapping({ site: { column: 's', ids: { north: district.id } } })],
		[
			'a site of the neighbour',
			() => mapping({ site: { column: 's', ids: { n: district.there.sites[0] } } })
		],
		[
			'a stratum that the plan has none of',
			() => mapping({ stratum: { column: 's', names: { 1: 'Grade 1' } } })
		],
		['a subgroup that is not in the list', () => mapping({ subgroup: { column: 's', names: { x: 'Ben' } } })],
		['a style that there is not', () => mapping({ styles: { a: { decimal: ';', percent: 'as share' } } })],
		['a style with more', () => mapping({ styles: { a: { decimal: '.', percent: 'as share', x: 1 } } })],
		['no parts', () => ({})]
	])('not %s', async (_what, given) => {
		await denied(keep(district.people.evaluator, {}, pilot, given()), '422 no_mapping');
	});

	test('not of a metric that the pilot has no goal for', async () => {
		await denied(keep(district.people.evaluator, { metric: district.id }), '422 no_goal');
	});
});
