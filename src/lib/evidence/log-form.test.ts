import { describe, expect, test } from 'vitest';
import { logSchema, valuesOf } from './log-form.ts';
import { counts, numberLabel, numbersOf, stands, withoutEnd, type LoggedRow } from './measurement.ts';

const id = '6d55b71d-6517-436f-b8a7-e80a5608f7cc';
const group = {
	id,
	metric_id: id,
	arm: 'pilot',
	phase: 'outcome',
	period: ' Spring 2026 ',
	measured_on: '2026-05-20',
	site_id: '',
	stratum: '',
	subgroup: '',
	source: '',
	note: ''
};

function errorsOf(kind: keyof typeof numbersOf, given: Record<string, string>) {
	const result = logSchema(kind).safeParse({ ...group, ...given });
	return result.success
		? {}
		: Object.fromEntries(result.error.issues.map(({ path, message }) => [path[0], message]));
}

describe('the form for one result', () => {
	test('reads numbers, trims labels, and leaves out what was left empty', () => {
		const read = logSchema('mean').parse({
			...group,
			n: '42',
			mean: '-0.5',
			sd: '4',
			clusters: '',
			correlation: ''
		});
		expect(read).toMatchObject({ n: 42, mean: -0.5, sd: 4, period: 'Spring 2026' });
		expect(JSON.parse(JSON.stringify(read))).not.toHaveProperty('stratum');
		expect(JSON.parse(JSON.stringify(read))).not.toHaveProperty('clusters');
	});

	test('an empty number is missing and not zero', () => {
		expect(errorsOf('mean', { n: '10', mean: '', sd: '1' })).toEqual({
			mean: 'Enter the mean, as a number.'
		});
		expect(errorsOf('mean', { n: 'ten', mean: '1', sd: '1' })).toHaveProperty('n');
	});

	test('each kind of metric asks for its own numbers', () => {
		expect(errorsOf('proportion', {})).toMatchObject({ n: expect.any(String), events: expect.any(String) });
		expect(Object.keys(errorsOf('count', {}))).toEqual(['events', 'exposure']);
		expect(errorsOf('total', { value: '12' })).toEqual({});
		for (const [kind, fields] of Object.entries(numbersOf)) {
			for (const field of fields) expect(numberLabel(field, kind as 'mean')).not.toBe('');
		}
	});

	test('says in words what is wrong with the rest', () => {
		expect(errorsOf('total', { value: '1', arm: 'both', period: ' ', measured_on: 'May' })).toEqual({
			arm: 'Choose whether it is the pilot or the comparison.',
			period: 'Name the period, such as Spring 2026.',
			measured_on: 'Enter the day, such as 2026-03-31.'
		});
	});
});

const logged: LoggedRow = {
	id,
	metric_id: id,
	arm: 'pilot',
	phase: 'outcome',
	period: 'Spring 2026',
	measured_on: '2026-05-20',
	site_id: null,
	site: null,
	stratum: 'Grade 4',
	subgroup: null,
	n: 40,
	mean: 61.5,
	sd: 9,
	events: null,
	exposure: null,
	value: null,
	clusters: null,
	cluster_sd: null,
	correlation: null,
	source: 'Report of May',
	note: '',
	logged_by: null,
	by: 'Priya Raman',
	logged_at: '2026-05-21 10:00:00+00',
	accepted: true,
	withheld: false,
	supersedes: null,
	reason: 'typed before',
	superseded_by: null
};

test('a correction begins with the old figures, under a new id and without a reason', () => {
	expect(valuesOf(logged)).toMatchObject({
		id: '',
		mean: '61.5',
		stratum: 'Grade 4',
		site_id: '',
		reason: ''
	});
});

test('rows count that stand, were accepted, and are of the whole group and the plan’s period', () => {
	expect(counts(logged, 'Spring 2026')).toBe(true);
	expect(counts({ ...logged, phase: 'baseline', period: 'Fall 2025' }, 'Spring 2026')).toBe(true);
	expect(counts({ ...logged, period: 'Fall 2025' }, 'Spring 2026')).toBe(false);
	expect(counts({ ...logged, accepted: false }, 'Spring 2026')).toBe(false);
	expect(counts({ ...logged, subgroup: 'English learners' }, 'Spring 2026')).toBe(false);
	expect(counts({ ...logged, superseded_by: 'another' }, 'Spring 2026')).toBe(false);
	expect(stands(logged)).toBe(true);
});

test('a share near none or all loses its events', () => {
	const share = (events: number) => withoutEnd({ ...logged, mean: null, sd: null, events });
	expect(share(40)).toMatchObject({ events: null, end: 'at least 95 %' });
	expect(share(2)).toMatchObject({ events: null, end: 'at most 5 %' });
	expect(share(30)).toMatchObject({ events: 30 });
	expect(withoutEnd(logged)).toBe(logged);
});
