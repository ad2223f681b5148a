import { describe, expect, test } from 'vitest';
import { familyKinds } from '#lib/pilots/family-kinds.ts';
import { familyForms } from './family-fields.ts';
import { countsIn, fieldsOf, linesOf, linkIn, measureIn } from './measures.ts';

const typed = (values: Record<string, string>) => (field: string) => values[field] ?? '';

describe('a form of a measure', () => {
	test('leaves out what is empty, and splits a list', () => {
		const values = {
			how: ' A letter. ',
			languages: 'English, Spanish;  English\nHmong',
			date: '',
			link: ' '
		};
		expect(measureIn('notice', typed(values))).toEqual({
			how: 'A letter.',
			languages: ['English', 'Spanish', 'Hmong']
		});
	});

	test('leaves out answers to what is not asked after all', () => {
		const values = {
			consent: 'none needed',
			reason: 'Coursework.',
			of: '120',
			returned: '90',
			date: '2026-08-17'
		};
		expect(measureIn('consent', typed(values))).toEqual({ consent: 'none needed', reason: 'Coursework.' });
		expect(measureIn('consent', typed({ ...values, consent: 'active' }))).toEqual({
			consent: 'active',
			of: 120,
			returned: 90,
			date: '2026-08-17'
		});
	});

	test('keeps what is no number, so that the database says so', () => {
		expect(measureIn('consent', typed({ consent: 'active', of: 'many', returned: '1,200' }))).toEqual({
			consent: 'active',
			of: 'many',
			returned: 1200
		});
	});

	test.each(familyKinds)('of %s shows again what it was saved with', (kind) => {
		const { fields } = familyForms[kind];
		const choices = fields.filter(({ type }) => type === 'choice');
		const values = Object.fromEntries(
			fields.map(({ name, type, options }) => [
				name,
				type === 'choice'
					? options![0]!.value
					: type === 'count'
						? '40'
						: type === 'date'
							? '2026-08-17'
							: 'One'
			])
		);
		const measure = measureIn(kind, typed(values));
		expect(measureIn(kind, typed(fieldsOf(kind, measure)))).toEqual(measure);
		for (const { name } of choices) if (name in measure) expect(measure[name]).toBe(values[name]);
	});
});

describe('what a measure says', () => {
	test('has options and dates in words, and its link apart', () => {
		const measure = { consent_by: 'school', date: '2026-08-17', link: 'https://wps.example/form' };
		expect(linesOf('under_13', measure)).toEqual([
			{ label: 'Who consents?', value: 'The school' },
			{ label: 'Since when?', value: '17 Aug 2026' }
		]);
		expect(linkIn(measure)).toBe('https://wps.example/form');
		expect(linkIn({ link: 'javascript:alert(1)' })).toBeNull();
	});

	test('tells counts exactly, in steps, or at an end', () => {
		expect(countsIn({})).toBeNull();
		expect(countsIn({ of: 120, returned: 90 })).toMatch(/^90 of 120\./);
		expect(countsIn({ of: 120, share: 0.75 })).toBe('about 75% of 120 families');
		expect(countsIn({ of: 120, share: 0.95, end: 'at least 95 %' })).toBe('at least 95 % of 120 families');
	});
});
