import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { dictionaryCsv, type Dictionary } from './dictionary-csv.ts';
import { exportWords } from './export-words.ts';
import { goal, metric } from './fixtures.ts';
import { withoutEnd } from './measurement.ts';
import { measurementColumns, measurementsCsv, type MeasuredRow } from './measurements-csv.ts';

const row = (some: Partial<MeasuredRow> = {}): MeasuredRow => ({
	pilot: 'P-0007',
	metric: 'Reading score',
	id: 'one',
	metric_id: 'reading',
	arm: 'pilot',
	phase: 'outcome',
	period: 'Spring 2026',
	measured_on: '2026-05-20',
	site_id: 'creek',
	site: 'Creek',
	stratum: 'Grade 4',
	subgroup: null,
	n: 40,
	mean: 61.256789012345678,
	sd: 9,
	events: null,
	exposure: null,
	value: null,
	clusters: null,
	cluster_sd: null,
	correlation: -0.25,
	source: 'Benchmark',
	note: '',
	logged_by: 'priya',
	by: 'Priya Raman',
	logged_at: '2026-05-21 08:30:00.5+00',
	accepted: true,
	withheld: false,
	supersedes: null,
	reason: '',
	superseded_by: null,
	...some
});
const none = { n: null, mean: null, sd: null, correlation: null };

const read = (text: string) => Papa.parse<Record<string, string>>(text.trimEnd(), { header: true }).data;
const csv = (...rows: MeasuredRow[]) => read(measurementsCsv(rows));

const dictionary: Dictionary = {
	goals: [
		{
			...goal({ target: 62, guardrail_limit: -1 }),
			metric: { ...metric({ meaning: 'Score, of 100' }), source: 'District', cadence: 'yearly', version: 2 }
		}
	],
	strata: ['Grade 4', 'Grade 5'],
	subgroups: ['English learners'],
	period: 'Spring 2026'
};
const entries = read(dictionaryCsv(dictionary));
const entry = (name: string) => entries.find((one) => one.name === name)!;

test('a row has every digit of its numbers, names for ids, and times in universal time', () => {
	expect(csv(row())[0]).toMatchObject({
		pilot: 'P-0007',
		metric: 'Reading score',
		site: 'Creek',
		n: '40',
		mean: '61.25678901234568',
		correlation: '-0.25',
		events: '',
		withheld: 'no',
		accepted: 'yes',
		logged_by: 'Priya Raman',
		logged_at: '2026-05-21T08:30:00.500Z'
	});
});

test('without rows there is a head', () => {
	expect(measurementsCsv([])).toBe(`${measurementColumns.join(',')}\r\n`);
});

test('a withheld number is an empty cell, and the row says why', () => {
	const rows = csv(
		row({ ...none, withheld: true }),
		row({ ...none, withheld: true, superseded_by: 'two' }),
		withoutEnd(row({ n: 40, mean: null, sd: null, events: 1 })) as MeasuredRow,
		withoutEnd(row({ n: 40, mean: null, sd: null, events: 39 })) as MeasuredRow
	);
	expect(rows.map(({ n, events, withheld, share }) => [n, events, withheld, share])).toEqual([
		['', '', 'small group', ''],
		['', '', 'corrected since', ''],
		['40', '', 'share near its end', 'at most 5 %'],
		['40', '', 'share near its end', 'at least 95 %']
	]);
});

test('a note is text, however it begins, and a negative number is a number', () => {
	const text = measurementsCsv([row({ note: '=HYPERLINK("http://x")\nsecond', mean: -3 })]);
	expect(read(text)[0]).toMatchObject({ note: `'=HYPERLINK("http://x")\nsecond`, mean: '-3' });
});

test('the dictionary says of each column what it means, and of nothing else', () => {
	const columns = entries.filter((one) => one.entry === 'column');
	expect(columns.map(({ name }) => name)).toEqual(measurementColumns);
	for (const column of columns) {
		expect(column.meaning, column.name).toMatch(/\.$/);
		expect(column.kind, column.name).not.toBe('');
	}
	expect(entry('withheld')['allowed values']).toBe('no; small group; share near its end; corrected since');
});

test('the dictionary knows the pilot’s own strata, subgroups, metrics and period', () => {
	expect(entry('stratum')['allowed values']).toBe('Grade 4; Grade 5');
	expect(entry('subgroup')['allowed values']).toBe('English learners');
	expect(entry('metric')['allowed values']).toBe('Reading score');
	expect(entry('period')['allowed values']).toMatch(/Spring 2026$/);
});

test('the dictionary defines each metric', () => {
	expect(entry('Reading score')).toMatchObject({
		entry: 'metric',
		meaning: 'Score, of 100',
		unit: 'points',
		'allowed values': 'n, mean and sd of each group',
		kind: 'mean',
		direction: 'higher is better',
		source: 'District',
		about: 'students',
		version: '2',
		role: 'primary',
		target: '62',
		'guardrail limit': '-1'
	});
});

test('a pilot without plan or outcomes has a dictionary too', () => {
	const bare = read(dictionaryCsv({ goals: [], strata: [], subgroups: [], period: null }));
	expect(bare).toHaveLength(measurementColumns.length);
});

test('the links say what a file holds, and what is missing in it', () => {
	const words = (...rows: MeasuredRow[]) => exportWords(rows, 10).measurements.holds;
	expect(words()).toBe('No row yet.');
	expect(words(row())).toBe('1 row, one for each group that was measured.');
	expect(words(row(), row({ withheld: true }), row({ withheld: true, superseded_by: 'x' }))).toMatch(
		/^3 rows.* 1 row has empty cells, since groups under 10 /
	);
});
