import { describe, expect, test } from 'vitest';
import { evaluationSchema, secondOpinionSchema } from './evaluation-form.ts';
import { drafted, factors, fieldNames, fieldsOf, sizes, type Report } from './report.ts';
import { ratedAs } from './report-words.ts';

const typed: Record<string, string> = {
	summary: ' It helps. ',
	findings: 'Two points more.',
	limits: 'One term.',
	fidelity: 'as planned',
	fidelity_note: '',
	educators: '',
	recommendation: 'scale',
	reasons: 'No effect is left out.',
	...Object.fromEntries(
		factors.flatMap((one) => [
			[`factor:${one}`, 'neither'],
			[`note:${one}`, '']
		])
	)
};
const wrong = (change: Record<string, string | undefined>) => {
	const { error } = evaluationSchema.safeParse({ ...typed, ...change });
	return error?.issues.map(({ path }) => path[0]) ?? [];
};

describe('the form of a report', () => {
	test('becomes what the database takes', () => {
		const given = evaluationSchema.parse({
			...typed,
			'factor:adoption': 'hindered',
			'note:adoption': ' Told, not asked. '
		});
		expect(given).toMatchObject({ summary: 'It helps.', recommendation: 'scale' });
		expect(Object.keys(given.report.factors)).toEqual([...factors]);
		expect(given.report.factors.adoption).toEqual({ rating: 'hindered', note: 'Told, not asked.' });
		expect(given.report).not.toHaveProperty('summary');
	});

	test('asks for words, choices and a rating of each factor', () => {
		expect(wrong({})).toEqual([]);
		for (const field of ['summary', 'findings', 'limits', 'reasons'])
			expect(wrong({ [field]: ' ' })).toEqual([field]);
		for (const field of ['fidelity', 'recommendation', 'factor:staff agency'])
			expect(wrong({ [field]: undefined })).toEqual([field]);
		expect(wrong({ fidelity: 'mostly' })).toEqual(['fidelity']);
		expect(wrong({ findings: 'x'.repeat(sizes.findings + 1) })).toEqual(['findings']);
		expect(wrong({ 'note:adoption': 'x'.repeat(sizes.note + 1) })).toEqual(['note:adoption']);
	});

	test('asks what differed where something did', () => {
		for (const fidelity of ['partly', 'hardly']) expect(wrong({ fidelity })).toEqual(['fidelity_note']);
		expect(wrong({ fidelity: 'partly', fidelity_note: 'Every other week.' })).toEqual([]);
		expect(wrong({ fidelity: 'not known' })).toEqual([]);
	});

	test('begins with the last version for whoever writes the next', () => {
		const { summary, recommendation, report } = evaluationSchema.parse(typed);
		const fields = fieldsOf({ summary, recommendation, report });
		expect(Object.keys(fields).sort()).toEqual([...fieldNames].sort());
		expect(evaluationSchema.parse(fields)).toEqual({ summary, recommendation, report });
		expect(fieldsOf({ summary, recommendation, report: null })).toEqual({ summary, recommendation });
	});

	test('is drafted field by field, and nothing else with it', () => {
		expect(drafted({ findings: 'So far', limits: '', revision: '3', seen: 'abc' })).toEqual({
			findings: 'So far'
		});
	});
});

test('factors are named in their order, whatever order they were kept in', () => {
	const report = evaluationSchema.parse({
		...typed,
		'factor:staff agency': 'helped',
		'factor:adoption': 'helped'
	}).report;
	const shuffled = Object.fromEntries(Object.entries(report.factors).reverse()) as Report['factors'];
	expect(ratedAs(shuffled, 'helped')).toEqual(['adoption', 'staff agency']);
});

describe('a second opinion', () => {
	const evaluation = '0b8a3f1e-0000-4000-8000-000000000001';
	const faults = (given: object) =>
		secondOpinionSchema.safeParse({ evaluation, ...given }).error?.issues.map(({ path }) => path[0]) ?? [];

	test('needs reasons unless it agrees', () => {
		expect(faults({ verdict: 'agree' })).toEqual([]);
		expect(faults({ verdict: 'disagree', remarks: ' ' })).toEqual(['remarks']);
		expect(faults({ verdict: 'agree with remarks' })).toEqual(['remarks']);
		expect(faults({ verdict: 'disagree', remarks: 'The interval is wide.' })).toEqual([]);
		expect(faults({})).toEqual(['verdict']);
	});
});
