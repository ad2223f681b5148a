import { expect, test } from 'vitest';
import { agreementFormSchema, proposedToolSchema, reading, readTool } from './record-form.ts';
import { toolTyped, toolValuesOf } from './record-values.ts';

const typed = (...entries: [string, string][]) => {
	const form = new FormData();
	for (const [name, value] of entries) form.append(name, value);
	return toolTyped(form);
};
const values = { ...toolValuesOf(null), name: ' Wordmill ' };

test('a form that says only a name is a whole record', () => {
	const read = readTool(values);
	expect(read).toMatchObject({
		ok: true,
		value: { name: 'Wordmill', generative: null, data_elements: [], sign_on: 'unknown' }
	});
});

test('several boxes of a name are read, and lines become names', () => {
	const said = typed(
		['name', 'Wordmill'],
		['data_elements', 'identity'],
		['data_elements', 'usage'],
		['about', 'students'],
		['subprocessors', 'Cloud A\r\n\r\nCloud B\r\nCloud A'],
		['sign_on', 'rostered'],
		['trained_on_student_data', 'no'],
		['under_13_consent', 'unknown'],
		['generative', 'yes']
	);
	expect(readTool(said)).toMatchObject({
		ok: true,
		value: {
			data_elements: ['identity', 'usage'],
			about: ['students'],
			subprocessors: ['Cloud A', 'Cloud B'],
			generative: true
		}
	});
});

test.each([
	[{ name: '  ' }, 'name', 'Give it a name.'],
	[{ website: 'wordmill.example' }, 'website', 'A link begins with https:// or http://.'],
	[{ website: 'javascript:alert(1)' }, 'website', 'A link begins with https:// or http://.'],
	[
		{ data_elements: ['none', 'usage'] },
		'data_elements',
		'It holds no data, or it holds some: choose one of the two.'
	],
	[
		{ about: ['nobody', 'staff'] },
		'about',
		'Its data is about nobody, or about somebody: choose one of the two.'
	],
	[{ data_elements: ['dreams'] }, 'data_elements', 'Choose the data of the list.'],
	[{ sign_on: 'magic' }, 'sign_on', 'Choose how people sign in.'],
	[
		{ subprocessors: Array.from({ length: 51 }, (_, i) => `S${i}`).join('\n') },
		'subprocessors',
		'At most 50, one a line.'
	]
])('%j is refused at %s', (more, field, sentence) => {
	expect(readTool({ ...values, ...more })).toMatchObject({ ok: false, errors: { [field]: sentence } });
});

test('whoever proposes says what it does', () => {
	expect(reading(proposedToolSchema, { name: 'A', vendor: '', purpose: ' ' })).toMatchObject({
		ok: false,
		errors: { purpose: expect.stringContaining('Say what it does') }
	});
});

const agreement = {
	version: '',
	signed_on: '2026-03-01',
	expires_on: '',
	general_offer: false,
	disposition: '',
	deletion_days: '1,000',
	breach_notice_hours: '',
	link: ''
};

test('an agreement may have no last day, and numbers are read as people write them', () => {
	expect(reading(agreementFormSchema, agreement)).toMatchObject({
		ok: true,
		value: { expires_on: null, deletion_days: 1000, breach_notice_hours: null }
	});
});

test.each([
	[{ signed_on: '' }, 'signed_on'],
	[{ expires_on: 'soon' }, 'expires_on'],
	[{ expires_on: '2026-02-28' }, 'expires_on'],
	[{ deletion_days: '-1' }, 'deletion_days'],
	[{ breach_notice_hours: '9000' }, 'breach_notice_hours'],
	[{ link: 'ftp://x' }, 'link']
])('an agreement with %j is refused at %s', (more, field) => {
	const read = reading(agreementFormSchema, { ...agreement, ...more });
	expect(read.ok ? [] : Object.keys(read.errors)).toEqual([field]);
});
