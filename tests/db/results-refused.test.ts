import { beforeAll, describe, expect, test } from 'vitest';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Metric } from './district.ts';
import { day, result } from './forms.ts';
import { pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let pilot: string;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'experiment');
});

const log = (rows: unknown) => district.people.evaluator.call('log_measurements', { pilot, rows });

const numbers: Record<Metric, object> = {
	score: { n: 40, mean: 61, sd: 12 },
	passed: { n: 40, events: 30 },
	absences: { n: 40, events: 12, exposure: 800 },
	hours: { n: 40, mean: 3, sd: 1 },
	users: { n: 40, events: 30 },
	incidents: { events: 1, exposure: 3 },
	uptime: { n: 1000, events: 990 },
	saved: { value: 12_000 }
};
const none = { n: null, mean: null, sd: null };
const of = (metric: Metric, more: object = {}) =>
	result(district, { ...none, metric_id: district.metrics[metric], ...numbers[metric], ...more });

type Refusal = [what: string, metric: Metric, more: object, field: string, reason: RegExp];

const refusals: Refusal[] = [
	['a field that it has not', 'score', { student: 'Maria Lopez' }, 'student', /no such field/],
	['a field of the table', 'score', { accepted: true }, 'accepted', /no such field/],
	['somebody else’s name', 'score', { logged_by: 'me' }, 'logged_by', /no such field/],
	['no id', 'score', { id: null }, 'id', /needs an id/],
	['an id that is none', 'score', { id: '12' }, 'id', /must be an id/],
	['a metric that is no id', 'score', { metric_id: 'score' }, 'metric_id', /must be an id/],
	['no metric', 'score', { metric_id: null }, 'metric_id', /none of the pilot/],
	['an unknown metric', 'score', { metric_id: crypto.randomUUID() }, 'metric_id', /none of the pilot/],
	['no arm', 'score', { arm: null }, 'arm', /pilot or comparison/],
	['another arm', 'score', { arm: 'control' }, 'arm', /pilot or comparison/],
	['no phase', 'score', { phase: null }, 'phase', /baseline or outcome/],
	['another phase', 'score', { phase: 'after' }, 'phase', /baseline or outcome/],
	['no period', 'score', { period: null }, 'period', /short label/],
	['an empty period', 'score', { period: '' }, 'period', /short label/],
	['free text for a period', 'score', { period: 'Maria Lopez, 6b: “fine”' }, 'period', /short label/],
	['a period of 41 characters', 'score', { period: 'x'.repeat(41) }, 'period', /short label/],
	['a period of two lines', 'score', { period: 'Spring\n2026' }, 'period', /short label/],
	['a formula for a period', 'score', { period: '=1+1' }, 'period', /short label/],
	['free text for a stratum', 'hours', { stratum: 'Ask Maria (6b)' }, 'stratum', /short label/],
	[
		'a stratum of students that is not planned',
		'score',
		{ stratum: 'Grade 9' },
		'stratum',
		/not in the .* plan/
	],
	['a child’s name for a stratum', 'score', { stratum: 'Maria Lopez' }, 'stratum', /not in the .* plan/],
	[
		'a subgroup that is not in the list',
		'score',
		{ subgroup: 'Left-handed' },
		'subgroup',
		/not in the district/
	],
	[
		'a subgroup of staff that is not',
		'hours',
		{ subgroup: 'Left-handed' },
		'subgroup',
		/not in the district/
	],
	['a site that is no id', 'score', { site_id: 'Mesa' }, 'site_id', /must be an id/],
	['an unknown site', 'score', { site_id: crypto.randomUUID() }, 'site_id', /not in the district/],
	['no date', 'score', { measured_on: null }, 'measured_on', /must be a day/],
	['a date in words', 'score', { measured_on: 'yesterday' }, 'measured_on', /must be a day/],
	['a date that there is not', 'score', { measured_on: '2026-02-30' }, 'measured_on', /must be a day/],
	['a date and a time', 'score', { measured_on: '2026-02-03T10:00' }, 'measured_on', /must be a day/],
	['tomorrow', 'score', { measured_on: day(1) }, 'measured_on', /in the future/],
	['a date in 2999', 'score', { measured_on: '2999-01-01' }, 'measured_on', /in the future/],
	['a long source', 'score', { source: 'x'.repeat(201) }, 'note', /500 characters/],
	['a long note', 'score', { note: 'x'.repeat(501) }, 'note', /500 characters/],
	['text for a number', 'score', { mean: '61' }, 'mean', /must be a number/],
	['NaN in words', 'score', { mean: 'NaN' }, 'mean', /must be a number/],
	['infinity in words', 'score', { sd: 'Infinity' }, 'sd', /must be a number/],
	['yes for a number', 'passed', { events: true }, 'events', /must be a number/],
	['a list for a number', 'score', { n: [40] }, 'n', /must be a number/],
	['numbers in a number', 'score', { n: { from: 5 } }, 'n', /must be a number/],
	['a number beyond measure', 'score', { mean: 1e300 }, 'mean', /too large/],
	['half a student', 'score', { n: 40.5 }, 'n', /whole number/],
	['half an event', 'passed', { events: 0.5 }, 'events', /whole number/],
	['too many to count', 'score', { n: 3e9 }, 'n', /too large/],
	['a mean without its n', 'score', { n: null }, 'n', /mean needs/],
	['a mean without its sd', 'score', { sd: null }, 'sd', /mean needs/],
	['a proportion without events', 'passed', { events: null }, 'events', /proportion needs/],
	['a count without exposure', 'incidents', { exposure: null }, 'exposure', /count needs/],
	['a total without a value', 'saved', { value: null }, 'value', /total needs/],
	['a mean with events', 'score', { events: 3 }, 'events', /no such number/],
	['a total with a mean', 'saved', { mean: 3 }, 'mean', /no such number/],
	['a group of nobody', 'hours', { n: 0 }, 'n', /at least 1/],
	['a group of minus one', 'hours', { n: -1 }, 'n', /at least 1/],
	['no student', 'score', { n: 0 }, 'n', /at least 1/],
	['one student', 'score', { n: 1 }, 'n', /under 5 students/],
	['four students', 'passed', { n: 4, events: 2 }, 'n', /under 5 students/],
	['students whose number is not told', 'absences', { n: null }, 'n', /under 5 students/],
	['a negative spread', 'score', { sd: -0.1 }, 'sd', /negative/],
	['negative events', 'passed', { events: -1 }, 'events', /negative/],
	['negative incidents', 'incidents', { events: -1 }, 'events', /negative/],
	['more events than members', 'passed', { n: 40, events: 41 }, 'events', /more events/],
	['no exposure', 'incidents', { exposure: 0 }, 'exposure', /more than 0/],
	['no cluster', 'score', { clusters: 0 }, 'clusters', /at least 1/],
	['more clusters than members', 'score', { clusters: 41 }, 'clusters', /at most/],
	['half a cluster', 'score', { clusters: 2.5 }, 'clusters', /whole number/],
	['a negative spread of clusters', 'score', { clusters: 4, cluster_sd: -1 }, 'cluster_sd', /negative/],
	['a correlation above 1', 'score', { correlation: 1.01 }, 'correlation', /between/],
	['a correlation below −1', 'score', { correlation: -1.01 }, 'correlation', /between/],
	['a correction that is no id', 'score', { supersedes: 'x', reason: 'R' }, 'supersedes', /must be an id/],
	['a correction without a reason', 'score', { supersedes: crypto.randomUUID() }, 'reason', /needs a reason/],
	[
		'a correction of nothing',
		'score',
		{ supersedes: crypto.randomUUID(), reason: 'R' },
		'supersedes',
		/not there/
	]
];

describe('a result is refused with its field and the reason', () => {
	test.each(refusals)('%s', async (_what, metric, more, field, reason) => {
		const row = of(metric, more);
		const [answer, ...others] = await allowed(log([row]));
		expect(others).toEqual([]);
		expect(answer).toEqual({ id: row.id, state: 'refused', field, reason: expect.stringMatching(reason) });
	});

	test('and none of them was kept', async () => {
		expect(await allowed(district.people.evaluator.call('measurements', { pilot }))).toEqual([]);
		const { results } = await allowed(district.people.lead.call('pilot', { pilot }));
		expect(results).toEqual({ rows: 0, waiting: 0 });
	});
});

test('what is at the edge is not refused', async () => {
	const rows = [
		of('score', { n: 5, sd: 0, clusters: 5, cluster_sd: 0, correlation: 1, period: 'x'.repeat(40) }),
		of('score', {
			stratum: 'Grade 6',
			subgroup: 'English learners',
			site_id: district.sites[2],
			correlation: -1
		}),
		of('passed', { n: 40, events: 40, measured_on: day(0) }),
		of('passed', { n: 40, events: 0, arm: 'comparison', note: 'y'.repeat(500), source: 'z'.repeat(200) }),
		of('hours', { n: 1, stratum: 'Night shift' }),
		of('incidents', { events: 0, exposure: 0.5 }),
		of('saved', { value: -1e15 }),
		of('score', { phase: 'baseline', period: 'Autumn 2025', measured_on: '2019-09-01' })
	];
	const answers = await allowed(log(rows));
	expect(answers.map(({ state }: { state: string }) => state)).toEqual(rows.map(() => 'logged'));
});

test('rows that are no list of 1 to 500 are refused whole', async () => {
	await unchanged(district, pilot, async () => {
		await denied(log([]), '400 no_rows');
		await denied(log(of('score')), '400 no_rows');
		await denied(log(null), '400 no_rows');
		const many = Array.from({ length: 501 }, (_, index) => of('hours', { period: `Week ${index}` }));
		await denied(log(many), '400 no_rows');
	});
});

test('a row that is no row is refused as one', async () => {
	await unchanged(district, pilot, async () => {
		for (const row of [5, 'x', null, []]) {
			const [answer] = await allowed(log([row]), JSON.stringify(row));
			expect(answer, JSON.stringify(row)).toMatchObject({ state: 'refused' });
		}
	});
});
