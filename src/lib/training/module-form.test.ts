import { expect, test } from 'vitest';
import { moduleValues, readModule } from './module-form.ts';

const form = (more: Record<string, string> = {}) => {
	const data = new FormData();
	const fields = {
		code: ' AI-1 ',
		title: 'Basics',
		link: '',
		minutes: '30',
		about: 'a\r\nb',
		tier: '2',
		valid_months: ''
	};
	for (const [name, value] of Object.entries({ ...fields, ...more })) data.set(name, value);
	return data;
};

test('a module is read as it is saved', () => {
	expect(readModule(form())).toEqual({
		ok: true,
		module: {
			code: 'AI-1',
			title: 'Basics',
			link: '',
			about: 'a\nb',
			minutes: 30,
			tier: 2,
			valid_months: null,
			self_report_counts: false
		}
	});
	expect(readModule(form({ valid_months: '12', self_report_counts: 'yes' }))).toMatchObject({
		module: { valid_months: 12, self_report_counts: true }
	});
});

test.each([
	['code', 'two words'],
	['title', ' '],
	['link', 'javascript:alert(1)'],
	['minutes', '1.5'],
	['minutes', '0'],
	['tier', '4'],
	['valid_months', '121'],
	['valid_months', '-1']
])('its %s is wrong: %s', (field, value) => {
	const read = readModule(form({ [field]: value }));
	expect(read.ok ? [] : Object.keys(read.errors)).toEqual([field]);
});

test('a new one begins with the first tier', () => {
	expect(moduleValues(null)).toMatchObject({
		tier: '1',
		self_report_counts: 'yes',
		minutes: '',
		valid_months: ''
	});
});
