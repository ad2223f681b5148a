/** What a district asks before it scales, field by field, in the order of the page. */
import { formatDate } from '#lib/ui/dates.ts';
import { formatCount, formatAmount } from '#lib/ui/numbers.ts';

export const contractFields = [
	'contract_value',
	'board_approved_on',
	'board_reference',
	'renewal_notice_on',
	'payer_next_year',
	'family_notice_on',
	'opt_outs',
	'accommodations'
] as const;
export type ContractField = (typeof contractFields)[number];
/** Those of families, who are asked about where students take part. */
export const familyFields: readonly ContractField[] = ['family_notice_on', 'opt_outs', 'accommodations'];

export const fieldWords: Record<ContractField, string> = {
	contract_value: 'What the contract is worth',
	board_approved_on: 'Approved by the board on',
	board_reference: 'Reference of the board’s approval',
	renewal_notice_on: 'Last day to tell the vendor that it is not renewed',
	payer_next_year: 'Who pays next year',
	family_notice_on: 'Families were told on',
	opt_outs: 'Families that opted out so far',
	accommodations: 'Accommodations made'
};

type Values = Partial<Record<ContractField, unknown>> & { opt_outs_under?: number | null };

/** One field as a person says it; null where it is not said. */
export function fieldInWords(field: ContractField, values: Values): string | null {
	const value = values[field];
	if (field === 'opt_outs') {
		if (typeof values.opt_outs_under === 'number') return `Fewer than ${values.opt_outs_under}`;
		if (typeof value !== 'number') return null;
		return value === 0 ? 'None' : formatCount(value, 'family', 'families');
	}
	if (field === 'contract_value' && typeof value === 'number')
		return value === 0 ? 'No contract' : formatAmount(value);
	if (typeof value !== 'string' || value === '') return null;
	return field.endsWith('_on') ? formatDate(value) : value;
}
