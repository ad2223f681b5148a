import { expect, test } from 'vitest';
import { pipelineCsv } from './pipeline-csv.ts';
import type { Card } from './pipeline.ts';

const card: Card = {
	id: 'one',
	number: 7,
	title: 'A tutor, for "fractions"',
	kind: 'operations',
	stage: 'vetting',
	stage_since: '2026-01-05T10:00:00Z',
	days: 12,
	typical_days: null,
	status: 'on reviewers',
	overdue: true,
	on_hold: true,
	risk_tier: 'low',
	objectives: ['3.1', '3.2'],
	sites: ['Creek'],
	cycle_end: '2026-06-12',
	money: { once: 1200, yearly: null },
	sponsor: null,
	evaluator: 'Ada',
	evidence: null,
	waiting_on_me: false
};

test('has the columns that are shown, figures as figures', () => {
	const [head, line, end] = pipelineCsv(
		[card],
		['number', 'title', 'days', 'objectives', 'once', 'yearly']
	).split('\r\n');
	expect(head).toBe('Number,Pilot,Days there,Objectives,Once,A year,Marks,Link');
	expect(line).toBe('P-0007,"A tutor, for ""fractions""",12,3.1; 3.2,1200,,overdue; on hold,/pilots/one');
	expect(end).toBe('');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])(
	'a title that begins like a formula is text: %s',
	(title) => {
		const line = pipelineCsv([{ ...card, title }], ['title']).split('\r\n')[1]!;
		expect(line.replace(/^"/, '').startsWith(`'${title}`)).toBe(true);
	}
);
