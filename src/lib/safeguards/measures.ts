/** Measures for families between form, database and page. */
import { familyForms, isAsked, type MeasureField } from './family-fields.ts';
import type { FamilyKind, FamilyState } from '#lib/pilots/family-kinds.ts';
import { listed } from '#lib/pilots/words.ts';
import { formatDate } from '#lib/ui/dates.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { IconName } from '#lib/ui/icons.ts';
import type { Measure } from './safeguards-schema.ts';

/** What was typed as the database takes it: without what is empty, and without answers to what is not asked. */
export function measureIn(kind: FamilyKind, typed: (field: string) => string): Measure {
	const measure: Measure = {};
	for (const field of familyForms[kind].fields) {
		const given = typed(field.name).trim();
		if (given === '' || !isAsked(field, typed)) continue;
		measure[field.name] = valueOf(field, given);
	}
	return measure;
}

function valueOf({ type }: MeasureField, given: string): string | number | string[] {
	if (type === 'list') return [...new Set(given.split(/[,;\n]/).map((one) => one.trim()))].filter(Boolean);
	// What is no number is refused by the database, in words.
	if (type === 'count')
		return /^\d{1,6}$/.test(given.replaceAll(/[\s,]/g, '')) ? Number(given.replaceAll(/[\s,]/g, '')) : given;
	return given;
}

/** A measure as its form shows it again. */
export function fieldsOf(kind: FamilyKind, measure: Measure | null): Record<string, string> {
	return Object.fromEntries(
		familyForms[kind].fields.map(({ name }) => {
			const value = measure?.[name];
			return [name, Array.isArray(value) ? value.join(', ') : String(value ?? '')];
		})
	);
}

/** What a measure says, line by line; its link stands beside it. */
export function linesOf(kind: FamilyKind, measure: Measure): { label: string; value: string }[] {
	const lines = familyForms[kind].fields.flatMap((field) => {
		const value = measure[field.name];
		if (value === undefined || field.name === 'link' || field.type === 'count') return [];
		return [{ label: field.label, value: said(field, value) }];
	});
	const counted = countsIn(measure);
	return counted ? [...lines, { label: 'Answers of families', value: counted }] : lines;
}

function said({ type, options }: MeasureField, value: Measure[string]): string {
	if (Array.isArray(value)) return listed(value);
	if (type === 'date') return formatDate(String(value));
	return options?.find((option) => option.value === value)?.label ?? String(value);
}

/** How many families answered: exactly for those who settle it, in steps for everyone else. */
export function countsIn({ of, returned, share, end }: Measure): string | null {
	if (typeof of !== 'number') return null;
	if (typeof returned === 'number')
		return `${returned} of ${of}. Others see a share in steps of five points.`;
	if (typeof end === 'string') return `${end} of ${of} families`;
	return typeof share === 'number' ? `about ${Math.round(share * 100)}% of ${of} families` : null;
}

export const linkIn = ({ link }: Measure): string | null =>
	typeof link === 'string' && /^https?:\/\//i.test(link) ? link : null;

export const stateWords: Record<FamilyState, { label: string; tone: Tone; icon: IconName }> = {
	missing: { label: 'Missing', tone: 'caution', icon: 'alert' },
	'no evidence': { label: 'A link or date is missing', tone: 'caution', icon: 'alert' },
	pending: { label: 'Pending', tone: 'info', icon: 'clock' },
	refused: { label: 'Not approved', tone: 'bad', icon: 'cross' },
	done: { label: 'Settled', tone: 'good', icon: 'check' }
};
