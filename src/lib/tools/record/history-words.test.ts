import { expect, test } from 'vitest';
import { changesInWords, headingOf } from './history-words.ts';

const change = (fields: string[], before: object, after: object) => ({
	id: 1,
	revision: 2,
	fields,
	before: before as Record<string, unknown>,
	after: after as Record<string, unknown>,
	reason: '',
	by: 'Maya',
	at: '2026-11-02T10:00:00Z'
});

test.each([
	[change(['state'], { state: 'in review' }, { state: 'approved' }), 'Approved', []],
	[change(['state'], { state: 'restricted' }, { state: 'restricted' }), 'Restricted, to something else', []],
	[
		change(['agreement'], {}, { version: '2', until: '2027-01-31' }),
		'Agreement recorded',
		['It counts: version 2, until 31 Jan 2027.']
	],
	[
		change(['agreement'], {}, { version: '', until: null, ended: true }),
		'Agreement ended',
		['It counts: without a last day.']
	],
	[
		change(
			['data_elements', 'model'],
			{ data_elements: [], model: 'A' },
			{ data_elements: ['usage'], model: 'B' }
		),
		'Data, Model changed',
		['Data: not stated → Usage', 'Model: A → B']
	],
	[
		change(['about', 'model', 'vendor', 'version'], {}, {}),
		'About whom, Model and 2 more changed',
		[
			'About whom: not stated → not stated',
			'Model: not stated → not stated',
			'Vendor: not stated → not stated',
			'Version: not stated → not stated'
		]
	]
])('a change is said in words', (given, heading, lines) => {
	expect(headingOf(given)).toBe(heading);
	expect(changesInWords(given)).toEqual(lines);
});
