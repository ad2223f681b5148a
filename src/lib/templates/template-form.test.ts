import { expect, test } from 'vitest';
import { readTemplate, templateTyped, templateValuesOf } from './template-form.ts';

const METRIC = 'aaaaaaaa-0000-4000-8000-000000000001';

const template = {
	id: 'x',
	revision: 2,
	kind: 'operations' as const,
	name: 'Buses',
	about: 'Later is worse.',
	prompts: { problem: 'Which run?' },
	starter: 'Weekly figures.',
	design: 'before and after' as const,
	cycle_weeks: 12,
	metrics: [{ metric_id: METRIC, role: 'guardrail' as const, limit: 2, name: 'Complaints', unit: 'a month' }],
	reviews: ['finance' as const],
	training: ['One', 'Two'],
	made_at: '',
	made_by: null
};

test('a template goes through its form and comes back as it was', () => {
	const values = templateValuesOf(template);
	expect(values.metrics).toHaveLength(4);
	expect(readTemplate(values)).toEqual({
		ok: true,
		template: {
			name: 'Buses',
			kind: 'operations',
			about: 'Later is worse.',
			prompts: { problem: 'Which run?' },
			starter: 'Weekly figures.',
			design: 'before and after',
			cycle_weeks: 12,
			training: ['One', 'Two'],
			metrics: [{ metric_id: METRIC, role: 'guardrail', limit: 2 }],
			reviews: ['finance']
		}
	});
});

test('what is empty stays empty, and what is missing is said at its field', () => {
	const read = readTemplate(templateValuesOf(null));
	expect(!read.ok && Object.keys(read.errors).toSorted()).toEqual(['kind', 'name']);
});

test.each([
	[{ cycle_weeks: '105' }, 'cycle_weeks'],
	[{ cycle_weeks: 'soon' }, 'cycle_weeks'],
	[{ name: 'x'.repeat(81) }, 'name'],
	[{ reviews: ['magic'] }, 'reviews'],
	[{ metrics: [{ metric_id: METRIC, role: 'guardrail', figure: '' }] }, 'metric-0-figure'],
	[{ metrics: [{ metric_id: METRIC, role: 'key', figure: 'much' }] }, 'metric-0-figure'],
	[{ metrics: [{ metric_id: '', role: 'key', figure: '3' }] }, 'metric-0-metric_id']
])('%o is refused at %s', (more, field) => {
	const read = readTemplate({ ...templateValuesOf(template), ...more });
	expect(!read.ok && Object.keys(read.errors)).toEqual([field]);
});

test('what was typed is kept, whatever it is', () => {
	const form = new FormData();
	for (const [name, value] of [
		['name', '<b>'],
		['rows', '1'],
		['metric-0-figure', 'much'],
		['reviews', 'finance'],
		['reviews', 'privacy']
	])
		form.append(name!, value!);
	expect(templateTyped(form)).toMatchObject({
		name: '<b>',
		reviews: ['finance', 'privacy'],
		metrics: [{ metric_id: '', role: '', figure: 'much' }]
	});
});
