import { describe, expect, test } from 'vitest';
import {
	askedOf,
	columnNames,
	filtersOf,
	isFiltered,
	kept,
	laidOver,
	queryOf,
	shapeOf,
	usualColumns
} from './pipeline-filters.ts';

const SITE = '6f1c2a34-0000-4000-8000-00000000abcd';
const asked = (query: string) => askedOf(new URLSearchParams(query));

describe('the filters in an address', () => {
	test('are read and written back the same', () => {
		const query = `?q=reading+help&stage=vetting%2Cdecision&objective=3.1&site=${SITE}&overdue=true&mine=true`;
		const { filters, ignored } = asked(query);
		expect(filters).toEqual({
			q: 'reading help',
			stage: 'vetting,decision',
			objective: '3.1',
			site: SITE,
			overdue: 'true',
			mine: 'true'
		});
		expect(ignored).toEqual([]);
		expect(queryOf(filters)).toBe(query);
	});

	test('are taken as a form without script sends them: boxes one by one, and empty choices', () => {
		const { filters, ignored } = asked('?stage=vetting&stage=decision&stage=vetting&objective=&site=&q=+');
		expect(filters).toEqual({ stage: 'vetting,decision' });
		expect(ignored).toEqual([]);
	});

	test('leave out what other parts of the site add for themselves', () => {
		expect(asked('?/save=&done=saved&kind=operations')).toEqual({
			filters: { kind: 'operations' },
			look: {},
			ignored: []
		});
	});

	test('a stage alone does not choose among pilots', () => {
		expect(isFiltered({ stage: 'draft' })).toBe(false);
		expect(isFiltered({ stage: 'draft', mine: 'true' })).toBe(true);
	});

	test('without those that were left out', () => {
		const filters = filtersOf(new URLSearchParams('?site=x&kind=operations'));
		expect(kept(filters, [{ filter: 'site', value: 'x', why: 'wrong' }])).toEqual({ kind: 'operations' });
	});
});

describe('nonsense in an address is left out and told', () => {
	test.each([
		['?colour=red', 'colour', 'unknown'],
		['?__proto__=1', '__proto__', 'unknown'],
		['?constructor=1', 'constructor', 'unknown'],
		['?as=cube', 'as', 'wrong'],
		['?by=moon', 'by', 'wrong'],
		['?sort=drop%20table', 'sort', 'wrong'],
		['?sort=--title', 'sort', 'wrong'],
		['?cols=title,secret', 'cols', 'wrong'],
		['?after=5', 'after', 'wrong'],
		[`?after=[${'1'.repeat(500)}`, 'after', 'wrong'],
		['?skip=-1', 'skip', 'wrong'],
		['?more=vetting:9999', 'more', 'wrong'],
		['?more=moon:9', 'more', 'wrong'],
		['?view=1', 'view', 'wrong']
	])('%s', (query, filter, why) => {
		const read = asked(query);
		expect(read.ignored).toMatchObject([{ filter, why }]);
		expect(read).toMatchObject({ filters: {}, look: {} });
		expect(queryOf(read.filters, read.look)).toBe('');
	});

	test('and never made longer than it need be', () => {
		const [one] = asked(`?${'n'.repeat(5000)}=${'v'.repeat(5000)}`).ignored;
		expect(one!.filter.length + one!.value.length).toBeLessThan(300);
		expect(asked(`?q=${'v'.repeat(5000)}`).filters.q).toHaveLength(300);
	});
});

describe('how pilots are shown', () => {
	test('is read and written back the same', () => {
		const query = '?as=list&by=site&sort=-days&cols=title%2Cdays%2Conce&more=vetting%3A24&skip=8';
		const { look } = asked(query);
		expect(look).toEqual({
			as: 'list',
			by: 'site',
			sort: '-days',
			cols: ['title', 'days', 'once'],
			more: { vetting: 24 },
			skip: 8
		});
		expect(queryOf({}, look)).toBe(query);
	});

	test('a place in a list survives the way through an address', () => {
		const after = '["vetting", "2026-11-25T23:13:21.843+00:00", "bf9c3047-b9f4-4902-a146-6d5d8647c708"]';
		expect(asked(queryOf({}, { after })).look.after).toBe(after);
	});

	test('columns come in their own order, the title always, and the usual ones unsaid', () => {
		expect(asked('?cols=once,number').look.cols).toEqual(['number', 'title', 'once']);
		expect(queryOf({}, { cols: [...usualColumns] })).toBe('');
		expect(queryOf({}, { cols: [...columnNames] })).toMatch(/^\?cols=/);
	});

	test.each([
		['', 'board'],
		['?stage=vetting', 'list'],
		['?stage=vetting,decision', 'board'],
		['?stage=vetting&as=board', 'board'],
		['?as=list', 'list'],
		['?stage=nowhere', 'board']
	])('%s is looked at as a %s', (query, shape) => {
		const { filters, look } = asked(query);
		expect(shapeOf(filters, look)).toBe(shape);
	});
});

describe('a saved view under an address', () => {
	test('gives what the address does not say', () => {
		const both = laidOver(
			'objective=3.1&site=a&sort=title',
			new URLSearchParams('?view=v&site=b&kind=operations')
		);
		expect(Object.fromEntries(both)).toEqual({
			objective: '3.1',
			sort: 'title',
			view: 'v',
			site: 'b',
			kind: 'operations'
		});
	});

	test('is set aside for one part by naming it empty', () => {
		expect(askedOf(laidOver('objective=3.1&site=a', new URLSearchParams('?site='))).filters).toEqual({
			objective: '3.1'
		});
	});
});
