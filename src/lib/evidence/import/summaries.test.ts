import { describe, expect, test } from 'vitest';
import { pool, summarize } from '../statistics/index.ts';
import { generator, normal, whole } from '../statistics/seeded-random.ts';
import { decoder } from './encoding.ts';
import { badCellWords, findingWords, heldWords, leftOutWords } from './import-words.ts';
import { applyMapping, fitsColumns } from './kept-mapping.ts';
import { lookAt } from './look.ts';
import type { Mapping } from './mapping.ts';
import { propose } from './propose.ts';
import { recordReader } from './records.ts';
import { Refused } from './refused.ts';
import { resultsOf } from './results.ts';
import type { Rules } from './settle.ts';
import { summarizeFile } from './summarize-file.ts';
import { tally } from './tally.ts';
import { csv, file, mapping, students } from './test-files.ts';

async function sumUp(content: string, changes: Partial<Mapping> = {}, rules: Rules = students) {
	return summarizeFile(await lookAt(file(content)), mapping(changes), rules);
}

const repeated = (times: number, make: (index: number) => (string | number)[]) =>
	Array.from({ length: times }, (_, i) => make(i));
const twoArms = csv(
	['arm', 'score', 'pre', 'class'],
	...repeated(10, (i) => ['pilot', 10 + i, i * 2 + (i % 3), `1${i % 2 ? 'a' : 'b'}`]),
	...repeated(8, (i) => ['comparison', 5 + (i % 4), i, '2a'])
);

describe('summaries of groups', () => {
	test('n, mean and sd of each arm, before and after, with their correlation and classes', async () => {
		const { groups, findings } = await sumUp(twoArms, { pretest: 'pre', cluster: 'class' });
		const [after, before] = groups;
		expect(after).toMatchObject({
			arm: 'pilot',
			phase: 'outcome',
			period: 'Spring 2026',
			n: 10,
			mean: 14.5,
			clusters: 2
		});
		expect(after!.sd).toBeCloseTo(Math.sqrt(55 / 6), 12);
		// Means of the two classes are 14 and 15.
		expect(after!.cluster_sd).toBeCloseTo(Math.SQRT1_2, 12);
		expect(after!.correlation).toBeGreaterThan(0.98);
		expect(before).toMatchObject({ phase: 'baseline', period: 'Fall 2025', n: 10, correlation: null });
		expect(after!.histogram.reduce((sum, bin) => sum + bin)).toBe(10);
		expect(findings.map((finding) => findingWords(finding)).join()).toContain(
			'Nobody can tell the pilot from that class'
		);
	});

	test('a share counts events; a value of neither side is listed with its row', async () => {
		const rows = csv(['arm', 'score'], ...repeated(6, (i) => ['pilot', i < 4 ? 'Yes' : 'no']), [
			'pilot',
			'maybe'
		]);
		const { groups, bad } = await sumUp(rows, { kind: 'proportion', events: ['yes'], others: ['no'] });
		expect(groups[0]).toMatchObject({ n: 6, events: 4, mean: null, sd: null, exposure: null });
		expect(badCellWords(bad.first[0]!)).toBe('Row 8, “score”: a value that nobody said the meaning of.');
	});

	test('a count adds events and exposure, a total its values', async () => {
		const rows = csv(
			['arm', 'score', 'hours'],
			...repeated(6, (i) => ['pilot', i, 2]),
			['pilot', 1.5, 2],
			['pilot', 1, 0]
		);
		const count = await sumUp(rows, { kind: 'count', exposure: 'hours' });
		expect(count.groups[0]).toMatchObject({ n: 6, events: 15, exposure: 12, value: null });
		expect(count.bad.first.map(({ reason }) => reason)).toEqual(['not a count', 'no exposure']);
		expect((await sumUp(rows, { kind: 'total' })).groups[0]).toMatchObject({
			n: 8,
			value: 17.5,
			events: null
		});
	});

	test('three spellings of one label are one; rows of no arm are said', async () => {
		const rows = csv(
			['arm', 'score'],
			...['Pilot', ' PILOT', 'pi-lot', 'pilot.'].flatMap((arm) => repeated(2, (i) => [arm, i])),
			['moved away', 3],
			['', 4]
		);
		const found = await sumUp(rows);
		expect(found.groups[0]!.n).toBe(8);
		expect(leftOutWords(found)).toEqual([
			'1\u00a0row with “moved away” in “arm”, which nobody said the meaning of.',
			'1\u00a0row with nothing in “arm”.'
		]);
	});

	test('-999 counts until somebody says that it means missing, and then the range is whole again', async () => {
		const rows = csv(['arm', 'score'], ...repeated(7, (i) => ['pilot', i < 6 ? 80 + i : -999]));
		const rules = { ...students, range: { low: 0, high: 100 } };
		const before = await sumUp(rows, {}, rules);
		expect(before.findings.map((finding) => findingWords(finding)).join()).toContain('from −999 to 85');
		const after = await sumUp(rows, { missing: ['-999'] }, rules);
		expect(after).toMatchObject({ noOutcome: 1, counted: 6, scale: { lowest: 80, highest: 85 } });
		expect(after.groups[0]!.histogram.reduce((sum, bin) => sum + bin)).toBe(6);
		expect(after.groups[0]!.histogram.filter((bin) => bin > 0)).toHaveLength(6);
		expect(after.findings.map(({ key }) => key)).toEqual(['one arm']);
	});

	test('values that never differ, and one arm alone, are said', async () => {
		const { findings } = await sumUp(csv(['arm', 'score'], ...repeated(6, () => ['pilot', 3])));
		expect(findings.map(({ key }) => key)).toEqual(['one arm', 'all equal']);
	});

	test('a row with more cells than columns is left out', async () => {
		const found = await sumUp(
			`${csv(['arm', 'score'], ...repeated(6, (i) => ['pilot', i]))}\npilot,9,shifted`
		);
		expect(found).toMatchObject({ rows: 7, counted: 6, overfull: 1 });
	});

	test('percent signs and decimal commas, as the column writes them', async () => {
		const rows = ['arm;score', ...repeated(6, (i) => [`pilot;8${i},5 %`]).flat()].join('\n');
		expect((await sumUp(rows)).groups[0]!.mean).toBe(83);
		const share = await sumUp(rows, { styles: { score: { decimal: ',', percent: 'as share' } } });
		expect(share.groups[0]!.mean).toBeCloseTo(0.83, 12);
	});
});

describe('small groups never leave', () => {
	const bySize = (...sizes: [string, number][]) =>
		csv(
			['arm', 'score', 'school', 'ell'],
			...sizes.flatMap(([ell, n]) => repeated(n, (i) => ['pilot', i, 'x', ell]))
		);
	const subgroup = { column: 'ell', names: { yes: 'English learners', no: 'Others', new: 'Newcomers' } };

	test('one under the minimum, and with it the group that would give it back', async () => {
		const { groups, held } = await sumUp(bySize(['yes', 4], ['no', 20], ['new', 9]), { subgroup });
		expect(groups.map(({ subgroup, n }) => [subgroup, n])).toEqual([
			[null, 33],
			['Others', 20]
		]);
		expect(held.map((one) => heldWords(one, 5))).toEqual([
			'Pilot, Spring 2026, English learners: fewer than 5 in this group at some time, so it is never sent.',
			'Pilot, Spring 2026, Newcomers: held back too, since a smaller group could be worked out from it.'
		]);
	});

	test('rows without a subgroup can be worked out too', async () => {
		const { groups, held } = await sumUp(bySize(['yes', 12], ['', 2], ['no', 20]), { subgroup });
		expect(groups.map(({ n }) => n)).toEqual([34, 20]);
		expect(held.map(({ subgroup }) => subgroup)).toEqual(['English learners']);
	});

	test('nothing is hidden about things, and the floor of 5 stands whatever the setting', async () => {
		const rows = csv(['arm', 'score'], ...repeated(4, (i) => ['pilot', i]));
		expect((await sumUp(rows, {}, { ...students, about: 'things' })).groups).toHaveLength(1);
		expect((await sumUp(rows, {}, { ...students, minimum: 1 })).groups).toEqual([]);
	});
});

test('results have the fields of log_measurements and no others', async () => {
	const { groups } = await sumUp(twoArms);
	const [result] = resultsOf(groups, {
		metric: 'm',
		measuredOn: { baseline: '2025-10-01', outcome: '2026-05-01' },
		source: 'spring.csv',
		newId: () => 'id'
	});
	expect(result).toEqual({
		id: 'id',
		metric_id: 'm',
		measured_on: '2026-05-01',
		source: 'spring.csv',
		arm: 'pilot',
		phase: 'outcome',
		period: 'Spring 2026',
		n: 10,
		mean: 14.5,
		sd: expect.any(Number)
	});
});

test('a mapping is kept for the next file, and refused where a column is gone or tells who somebody is', async () => {
	const { look } = await lookAt(file(twoArms));
	const site = { column: null, ids: { north: 's1', gone: 's2' } };
	const kept = { mapping: mapping({ site }) };
	const standing = { sites: [{ id: 's1' }], strata: [], subgroups: [] };
	expect(fitsColumns(kept, look.columns)).toBe(true);
	expect(fitsColumns(kept, look.columns.slice(1))).toBe(false);
	// The next file is of another period, and what the district has no more stands for nothing.
	expect(applyMapping(kept, look.columns, standing)).toEqual(
		mapping({
			period: { column: null, name: '', pretest: 'Fall 2025' },
			site: { column: null, ids: { north: 's1' } }
		})
	);
	expect(() => applyMapping(kept, look.columns.slice(1), standing)).toThrow(Refused);
	await expect(sumUp('arm,score,email\npilot,1,a', { cluster: 'email' })).rejects.toMatchObject({
		reason: 'identity mapped'
	});
});

test('a column that tells rows apart makes no groups, and what it leaves out is shortened', async () => {
	const rows = csv(['arm', 'score', 'when'], ...repeated(2_500, (i) => ['pilot', i % 7, `at ${i}`]), [
		'pilot',
		1,
		'at 3'
	]);
	const when = { column: 'when', name: '', pretest: '' };
	await expect(sumUp(rows, { period: when })).rejects.toMatchObject({ reason: 'too many groups' });
	const found = await sumUp(rows, { site: { column: 'when', ids: {} } });
	expect(found.leftOut).toHaveLength(301);
	expect(leftOutWords(found)[0]).toContain('2\u00a0rows with “at 3”');
	expect(leftOutWords(found).at(-1)).toContain('2,200\u00a0other values in “when”');
});

test('what each column is, is proposed from names and values', async () => {
	const rows = csv(
		['Student ID', 'School', 'Treatment', 'Pre-Test', 'Post-Test', 'Grade', 'Class'],
		...repeated(12, (i) => [
			i,
			i % 2 ? 'north elem.' : 'South',
			i % 3 ? 'Yes' : 'No',
			i,
			i + 3,
			(i % 2) + 3,
			`c${i % 4}`
		])
	);
	const { look } = await lookAt(file(rows));
	const known = {
		kind: 'mean' as const,
		metric: '',
		sites: [{ id: 's1', name: 'North Elem' }],
		subgroups: [],
		strata: ['Grade 3', 'Grade 4']
	};
	expect(propose(look, known)).toMatchObject({
		outcome: 'Post-Test',
		pretest: 'Pre-Test',
		arm: { column: 'Treatment', pilot: ['yes'], comparison: ['no'] },
		site: { column: 'School', ids: { northelem: 's1' } },
		stratum: { column: 'Grade', names: { 3: 'Grade 3', 4: 'Grade 4' } },
		cluster: 'Class'
	});
});

describe('a file cut into pieces', () => {
	test('gives the rows of the whole, wherever it is cut', () => {
		const random = generator(7);
		const text = 'site,"no,te"\r\nPeña,"a ""b""\r\nc"\r\n\r\n"ж,1",x\r\n';
		const bytes = new TextEncoder().encode(text);
		const read = (cuts: number[]) => {
			const [decode, reader] = [decoder('utf-8'), recordReader(',')];
			const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
			const rows = edges.slice(1).flatMap((to, i) => reader.push(decode.push(bytes.subarray(edges[i]!, to))));
			return [...rows, ...reader.push(decode.end()), ...reader.end()];
		};
		const all = read([]);
		expect(all.map(({ row }) => row)).toEqual([1, 2, 3, 4]);
		expect(all[1]!.cells).toEqual(['Peña', 'a "b"\nc']);
		for (let i = 0; i < 300; i++) {
			expect(read(Array.from({ length: whole(random, 1, 6) }, () => whole(random, 0, bytes.length)))).toEqual(
				all
			);
		}
	});

	test('pools to the summaries of the whole', async () => {
		const random = generator(11);
		const rows = repeated(20_000, () => [random() < 0.5 ? 'pilot' : 'comparison', 500 + 90 * normal(random)]);
		const { look } = await lookAt(file(csv(['arm', 'score'], ...rows)));
		const groupsOf = (some: (string | number)[][]) => {
			const counted = tally(mapping(), look.columns, null);
			some.forEach((cells, i) => counted.add({ row: i + 1, cells: cells.map(String) }));
			return counted.finish().groups;
		};
		const cuts = [0, whole(random, 10, 9_000), whole(random, 9_010, 19_000), 20_000];
		const parts = cuts.slice(1).flatMap((to, i) => groupsOf(rows.slice(cuts[i], to)));
		for (const { arm, n, mean, sd } of groupsOf(rows)) {
			const values = rows.filter(([own]) => own === arm).map(([, value]) => value as number);
			const pieces = parts
				.filter((part) => part.arm === arm)
				.map((part) => ({ n: part.n, mean: part.mean!, sd: part.sd }));
			for (const same of [summarize({ values }), pool({ groups: pieces })]) {
				expect(same.n).toBe(n);
				expect(same.mean).toBeCloseTo(mean!, 9);
				expect((same as { sd: number }).sd).toBeCloseTo(sd!, 9);
			}
		}
	});
});
