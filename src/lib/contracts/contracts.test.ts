import { describe, expect, test } from 'vitest';
import { fieldInWords } from './contract-fields.ts';
import { contractForm, sayingOf } from './contract-form.ts';

describe('the form', () => {
	test('reads amounts, counts and days, and an empty field as not said', () => {
		expect(
			contractForm.parse({
				contract_value: '$120,000.50',
				opt_outs: '1,204',
				family_notice_on: '',
				payer_next_year: ' Title I '
			})
		).toEqual({ contract_value: 120000.5, opt_outs: 1204, family_notice_on: '', payer_next_year: 'Title I' });
		expect(contractForm.parse({ contract_value: '', opt_outs: '' })).toEqual({
			contract_value: null,
			opt_outs: null
		});
	});

	test.each([
		['contract_value', '-5'],
		['contract_value', 'much'],
		['contract_value', '99999999999'],
		['opt_outs', '1.5'],
		['opt_outs', '-1'],
		['renewal_notice_on', '2026-02-30'],
		['board_reference', 'x'.repeat(201)],
		['accommodations', 'x'.repeat(2001)]
	])('refuses at its field: %s is %s', (field, value) => {
		const read = contractForm.safeParse({ [field]: value });
		expect(read.error?.issues.map(({ path }) => path[0])).toEqual([field]);
	});

	test('sends what the reader said, and neither what was filled in for them nor a count that they are not told', () => {
		const typed = {
			seen: '3',
			payer_next_year: '',
			family_notice_on: '2026-09-08',
			'was-family_notice_on': '2026-09-08',
			accommodations: 'Larger print.',
			'was-accommodations': 'Read aloud.',
			opt_outs: '',
			few: 'yes'
		};
		expect(sayingOf(typed)).toEqual({ payer_next_year: '', accommodations: 'Larger print.' });
		expect(sayingOf({ ...typed, opt_outs: '0' })).toMatchObject({ opt_outs: '0' });
		expect(sayingOf({ opt_outs: '' })).toEqual({ opt_outs: '' });
	});
});

test('fields are said as people say them', () => {
	expect(fieldInWords('contract_value', { contract_value: 0 })).toBe('No contract');
	expect(fieldInWords('contract_value', { contract_value: 99999.99 })).toBe('$99,999.99');
	expect(fieldInWords('opt_outs', { opt_outs_under: 10 })).toBe('Fewer than 10');
	expect(fieldInWords('opt_outs', { opt_outs: 0 })).toBe('None');
	expect(fieldInWords('opt_outs', {})).toBeNull();
	expect(fieldInWords('board_approved_on', { board_approved_on: '2026-09-08' })).toBe('8 Sep 2026');
	expect(fieldInWords('payer_next_year', { payer_next_year: '' })).toBeNull();
});
