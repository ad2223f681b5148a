import { describe, expect, test } from 'vitest';
import { conditionFiltersOf, conditionsHref } from './condition-filters.ts';
import { eventInWords, nextInWords } from './condition-words.ts';
import { mayDo } from './may.ts';

const open = { state: 'open', owner_id: 'owner', reported_by_id: null } as const;
const reported = { state: 'reported', owner_id: 'owner', reported_by_id: 'lead' } as const;
const none = { report: false, close: false, lift: false, change: false };

describe('who is shown which form of a condition', () => {
	test.each([
		['its owner reports', open, 'owner', [], { ...none, report: true }],
		['an owner of the cabinet does nothing else', open, 'owner', ['cabinet'], { ...none, report: true }],
		['the lead reports in their place', open, 'lead', ['lead', 'team'], { ...none, report: true }],
		[
			'the clerk confirms what was reported',
			reported,
			'clerk',
			['clerk'],
			{ ...none, close: true, change: true }
		],
		['the clerk confirms nothing before', open, 'clerk', ['clerk'], { ...none, change: true }],
		['the cabinet lifts too', open, 'ana', ['cabinet'], { ...none, lift: true, change: true }],
		['whoever reported does not confirm', reported, 'lead', ['admin'], none],
		['nor does an admin on the team', reported, 'ina', ['team', 'admin'], none],
		['everyone else reads', open, 'ben', [], none],
		['what is closed stays', { ...open, state: 'met' }, 'ana', ['cabinet'], none]
	] as const)('%s', (_, condition, me, parts, may) => {
		expect(mayDo(condition, me, parts)).toEqual(may);
	});
});

describe('a condition in words', () => {
	const one = {
		state: 'open',
		owner: 'Ana',
		owner_left: false,
		due_on: '2027-03-01',
		overdue: false,
		closed_at: null
	} as const;

	test('says whose move it is', () => {
		expect(nextInWords(one)).toMatch(/^Ana reports by /);
		expect(nextInWords({ ...one, overdue: true })).toMatch(
			/^Was due .+ Ana reports, or asks for more time\.$/
		);
		expect(nextInWords({ ...one, owner_left: true })).toMatch(/^Ana has left: the clerk names another owner/);
		expect(nextInWords({ ...one, state: 'reported' })).toMatch(/confirms it, or sends it back/);
	});

	test('tells what was changed', () => {
		const event = {
			kind: 'changed',
			by: 'Cy',
			owner: 'Ben',
			due_on: '2027-03-01',
			words: '',
			at: '2027-01-01'
		};
		expect(eventInWords(event)).toMatch(/^Cy changed its owner or its day: Ben, by /);
		expect(eventInWords({ ...event, kind: 'met' })).toBe('Cy confirmed that it is met');
	});
});

test('filters are what the address names, and nothing else', () => {
	const owner = '8a3d2c1e-0000-4000-8000-123456789abc';
	expect(conditionFiltersOf(new URLSearchParams(`state=overdue&owner=${owner}&x=1`))).toEqual({
		state: 'overdue',
		owner
	});
	expect(conditionFiltersOf(new URLSearchParams('state=toString&owner=me'))).toEqual({});
	expect(conditionsHref({ state: 'met' }, 2)).toBe('/conditions?state=met&page=2');
	expect(conditionsHref({})).toBe('/conditions');
});
