import { z } from 'zod';
import { contractFields, type ContractField } from './contract-fields.ts';

const blank = (typed: string) => typed.trim() === '';

const money = z
	.string()
	.transform((typed) => typed.replace(/[$,\s]/g, ''))
	.refine(
		(typed) => typed === '' || /^\d{1,10}(\.\d{1,2})?$/.test(typed),
		'Write an amount in dollars, such as 12,500. No contract is 0.'
	)
	.transform((typed) => (typed === '' ? null : Number(typed)));

const count = z
	.string()
	.transform((typed) => typed.replace(/[,\s]/g, ''))
	.refine((typed) => typed === '' || /^\d{1,7}$/.test(typed), 'Write a whole number, 0 where none did.')
	.transform((typed) => (typed === '' ? null : Number(typed)));

const day = z.union([z.iso.date('Enter a day, such as 2027-03-31.'), z.literal('')]);
const text = (label: string, most: number) =>
	z
		.string()
		.trim()
		.max(most, `${label} can have ${most.toLocaleString('en')} characters.`);

const fields = {
	contract_value: money,
	board_approved_on: day,
	board_reference: text('The reference', 200),
	renewal_notice_on: day,
	payer_next_year: text('Who pays next year', 300),
	family_notice_on: day,
	opt_outs: count,
	accommodations: text('What was done', 2000)
} satisfies Record<ContractField, z.ZodType>;

export const contractForm = z.object(fields).partial();

/**
 * What was typed, as `rpc/save_contract_facts` takes it: only fields that the form has. What was filled in for the reader from elsewhere and
 * left as it was (`was-…`) is not theirs to have said, and a count that is told as few stays where its field is left empty (`few`).
 */
export function sayingOf(typed: Record<string, string>): Record<string, string> {
	const given: Record<string, string> = {};
	for (const field of contractFields) {
		const value = typed[field];
		if (value === undefined || (value !== '' && value === typed[`was-${field}`])) continue;
		if (field === 'opt_outs' && blank(value) && typed.few === 'yes') continue;
		given[field] = value;
	}
	return given;
}
