import { expect, test } from 'vitest';
import { logSchema } from '../log-form.ts';
import { rowOf, valuesOfRow } from './form-row.ts';

const id = '6d55b71d-6517-436f-b8a7-e80a5608f7cc';
const typed = {
	id,
	metric_id: id,
	arm: 'pilot',
	phase: 'outcome',
	period: ' Spring 2026 ',
	measured_on: '2026-05-20',
	site_id: '',
	stratum: 'Grade 4',
	subgroup: '',
	source: ' Report of May ',
	note: '',
	n: '42',
	mean: '61.50',
	sd: '9',
	events: '12',
	exposure: '800',
	value: '1000',
	clusters: '',
	cluster_sd: '',
	correlation: '0.6'
};

test.each(['mean', 'proportion', 'count', 'total'] as const)(
	'a %s that waits is the same as one that is sent by the form',
	(kind) => {
		for (const values of [typed, { ...typed, clusters: '4', supersedes: id, reason: ' A slip. ' }]) {
			expect(rowOf(values, kind)).toEqual(JSON.parse(JSON.stringify(logSchema(kind).parse(values))));
		}
	}
);

test('what is no number is refused where it stands, and not lost', () => {
	expect(rowOf({ ...typed, n: 'forty' }, 'mean')).toMatchObject({ n: 'forty' });
});

test('back in the form it says what was typed', () => {
	const values = valuesOfRow(rowOf(typed, 'mean'));
	expect(values).toMatchObject({ n: '42', mean: '61.5', stratum: 'Grade 4', period: 'Spring 2026' });
	expect(rowOf(values, 'mean')).toEqual(rowOf(typed, 'mean'));
});
