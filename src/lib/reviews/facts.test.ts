import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Stage } from '#lib/pilots/stages.ts';
import { factForms, factsSchema, mayFillIn, type FactName } from './facts.ts';

const file = new URL('../../../supabase/migrations/20261221020000_review_day.sql', import.meta.url);
const sql = readFileSync(file, 'utf8');
const body = /function private\.save_facts[\s\S]*?\) r \(field, parts, stages\)/.exec(sql)?.[0] ?? '';
const rules = new Map(
	[...body.matchAll(/\('(\w+)', '\{([\w,]+)\}'(?:::[\w.[\]]+)?, '\{([\w,]+)\}'/g)].map(
		([, field, parts, stages]) => [field!, { parts: parts!.split(','), stages: stages!.split(',') }]
	)
);

describe('facts', () => {
	test('are those that the database takes', () => {
		expect(Object.keys(factsSchema.shape).toSorted()).toEqual([...rules.keys()].toSorted());
		const asked = Object.values(factForms).flatMap(({ fields }) => fields.map(({ name }) => name));
		// When people were told and access was revoked follows from the steps of the runbook.
		const bySteps = ['people_told_on', 'access_revoked_on'];
		expect([...asked, ...bySteps].toSorted()).toEqual([...rules.keys()].toSorted());
	});

	test.each(Object.entries(factForms))('%s is shown to nobody whom the database would refuse', (_, form) => {
		for (const { name } of form.fields) {
			const rule = rules.get(name)!;
			expect(form.parts.toSorted()).toEqual(rule.parts.toSorted());
			expect(rule.stages).toEqual(expect.arrayContaining(form.stages));
		}
	});

	test('are filled in by their own people, at their own time', () => {
		expect(mayFillIn({ stage: 'vetting', my_parts: ['lead', 'team'] }, 'stop_rule')).toBe(true);
		expect(mayFillIn({ stage: 'experiment', my_parts: ['lead', 'team'] }, 'stop_rule')).toBe(false);
		expect(mayFillIn({ stage: 'vetting', my_parts: ['reviewer'] }, 'stop_rule')).toBe(false);
		expect(mayFillIn({ stage: 'vetting', my_parts: ['admin'] }, 'reviews')).toBe(false);
		// Once it is monitored, the day of its next review follows from that.
		const monitored = (stage: Stage, every: number | null) =>
			mayFillIn({ stage, my_parts: ['sponsor'], monitoring: { every } }, 'next_review');
		expect([monitored('scaling', null), monitored('scaling', 6), monitored('adopted', null)]).toEqual([
			true,
			false,
			false
		]);
	});
});

describe('what is typed', () => {
	const read = (name: FactName, typed: string) => factsSchema.shape[name].safeParse(typed);

	test.each([
		['12500', 12500],
		['$12,500', 12500],
		[' 0 ', 0],
		['99.50', 99.5]
	])('%s is an amount', (typed, amount) => {
		expect(read('budget_once', typed)).toMatchObject({ success: true, data: amount });
	});

	test.each(['', 'a lot', '-5', '1e9', '1234567890', '1.234'])('%s is none', (typed) => {
		expect(read('budget_once', typed).success).toBe(false);
	});

	test.each(['', '31.12.2026', '2026-02-30', 'soon'])('%s is no day', (typed) => {
		expect(read('cycle_end', typed).success).toBe(false);
	});

	test('text has an end and a beginning', () => {
		expect(read('stop_rule', '  ').success).toBe(false);
		expect(read('stop_rule', 'x'.repeat(1001)).error?.issues[0]?.message).toMatch(
			/1,000 characters and has 1,001/
		);
		expect(read('risk_reason', '').success).toBe(true);
	});
});
