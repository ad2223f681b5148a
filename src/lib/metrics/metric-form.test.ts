import { expect, test } from 'vitest';
import { boundsInWords, changesInWords, saidInWords, sourceInWords, valuesInWords } from './metric-facts.ts';
import { line } from './metric-fixtures.ts';
import { readMetric } from './metric-form.ts';
import { metricTyped, metricValuesOf } from './metric-values.ts';

const PERSON = 'aaaaaaaa-0000-4000-8000-000000000001';
const rating = line({ lowest: 1, highest: 5, owner: { id: PERSON, name: 'Ana', active: true } });
const values = metricValuesOf(rating);

test('a metric goes through its form and comes back as it was', () => {
	const { name, meaning, unit, kind, better, about, domain, measures, source, cadence } = rating;
	expect(readMetric(values)).toEqual({
		ok: true,
		metric: {
			...{ name, meaning, unit, kind, better, about, domain, measures, source, cadence },
			lowest: 1,
			highest: 5,
			owner_id: PERSON,
			note: ''
		}
	});
});

test('an empty form says at each field what is missing', () => {
	const read = readMetric(metricValuesOf(null));
	expect(!read.ok && Object.keys(read.errors).sort()).toEqual([
		'about',
		'better',
		'kind',
		'meaning',
		'name',
		'unit'
	]);
});

test.each([
	[{ name: 'x'.repeat(121) }, 'name'],
	[{ unit: ' ' }, 'unit'],
	[{ kind: 'median' }, 'kind'],
	[{ measures: 'luck' }, 'measures'],
	[{ lowest: 'one' }, 'lowest'],
	[{ highest: '0,5' }, 'highest'],
	[{ lowest: '5', highest: '5' }, 'highest'],
	[{ owner_id: 'ana' }, 'owner_id'],
	[{ note: 'x'.repeat(501) }, 'note']
])('%o is refused at its field', (more, field) => {
	const read = readMetric({ ...values, ...more });
	expect(!read.ok && Object.keys(read.errors)).toEqual([field]);
});

test.each([
	['1,200', 1200],
	['−2.5', -2.5],
	['-2', -2],
	['', null]
])('a bound of %s is %s', (typed, bound) => {
	const read = readMetric({ ...values, lowest: typed, highest: '' });
	expect(read.ok && read.metric.lowest).toBe(bound);
});

test('bounds that were typed before the kind was a share are not meant', () => {
	const read = readMetric({ ...values, kind: 'proportion' });
	expect(read.ok && read.metric).toMatchObject({ lowest: null, highest: null });
});

test('what was typed is kept, whatever it is', () => {
	const form = new FormData();
	form.set('name', '<b>');
	form.set('meaning', 'a\r\nb');
	expect(metricTyped(form)).toMatchObject({ name: '<b>', meaning: 'a\nb', unit: '' });
});

test('is said in words', () => {
	expect(boundsInWords(rating)).toBe('From 1 to 5');
	expect(boundsInWords({ lowest: 0, highest: null })).toBe('0 or more');
	expect(boundsInWords({ lowest: null, highest: 100 })).toBe('100 or less');
	expect(boundsInWords({ lowest: null, highest: null })).toBeNull();
	expect(valuesInWords(line({ kind: 'proportion' }))).toBe('From 0 to 100%');
	expect(valuesInWords(line({ kind: 'count' }))).toBe('0 or more');
	expect(valuesInWords(line())).toBe('Anything');
	expect(sourceInWords(rating)).toBe('Survey office, each term');
	expect(sourceInWords({ source: '', cadence: '' })).toBeNull();
	expect(saidInWords(new URLSearchParams('done=new+version'))).toMatch(/new version/);
	expect(saidInWords(new URLSearchParams('done=x'))).toBeNull();
});

test('a version says what it changed from the one before', () => {
	const second = { ...rating, unit: 'points', highest: 7 };
	expect(changesInWords(second, rating)).toEqual([
		'Unit: points, before steps',
		'Values: From 1 to 7, before From 1 to 5'
	]);
	expect(changesInWords(rating, undefined)).toEqual([]);
});
