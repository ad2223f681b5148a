import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { criterionWords, inWords, labelOf, labelsOf } from './criterion-words.ts';

const folder = new URL('../../../supabase/migrations/', import.meta.url);
const sql = readdirSync(folder)
	.map((name) => readFileSync(new URL(name, folder), 'utf8'))
	.join('\n');
const inserted = sql.match(/insert into public\.criteria[^;]*;/g) ?? [];
const keys = [...inserted.join('\n').matchAll(/\('[a-z ]+', '([a-z_]+)', \d+[,)]/g)].map(
	(match) => match[1]!
);

describe('criteria', () => {
	test('of the database all have words, and there are words for no others', () => {
		expect(keys.length).toBeGreaterThan(20);
		expect(Object.keys(criterionWords).toSorted()).toEqual([...new Set(keys)].toSorted());
	});

	test.each(keys)('%s is said without facts, met and not', (criterion) => {
		for (const met of [true, false]) {
			const { label, detail } = inWords({ criterion, met, facts: {} });
			expect(label).not.toBe('');
			expect(detail).not.toMatch(/undefined|null|NaN|\[object/);
		}
	});

	test.each([
		['sponsor', true, { name: 'Helen Novak' }, 'Helen Novak sponsors it.'],
		[
			'risk_tier',
			true,
			{ tier: 'high', computed: 'moderate', reason: 'Voices' },
			'High risk. The answers lead to moderate risk. Set otherwise: “Voices”'
		],
		['risk_tier', false, { computed: 'low' }, 'The answers lead to low risk. The AI office confirms it.'],
		[
			'reviews',
			false,
			{ signed: ['privacy'], missing: ['security', 'instruction'], refused: [] },
			'Waiting for: security and instruction. Signed: privacy.'
		],
		['findings', true, { blocking: [], major: 0, minor: 0 }, 'None is open.'],
		[
			'findings',
			true,
			{ blocking: [], major: 2, minor: 1 },
			'None is open. Open beside: 2 major and 1 minor.'
		],
		[
			'findings',
			false,
			{ blocking: [{ title: 'Chats are kept', answered: true }, { title: 'No log' }], major: 1, minor: 0 },
			'Still to be closed: “Chats are kept” (answered) and “No log”. Open beside: 1 major.'
		],
		[
			'contract',
			true,
			{
				value: 140000,
				needs_board: true,
				board_on: '2026-09-08',
				board_reference: 'Item 9.4',
				renewal_on: '2027-03-31'
			},
			'Worth $140,000. Approved by the board on 8 Sep 2026 (Item 9.4). The vendor can be told until 31 Mar 2027 that it is not renewed.'
		],
		[
			'contract',
			false,
			{ value: 100000, threshold: 100000, missing: ['board date', 'renewal notice'] },
			'From $100,000 on the board approves it: say on which day it did. Say until when the vendor can be told that it is not renewed.'
		],
		['contract', true, { value: 0 }, 'There is none.'],
		['opt_outs', true, { under: 10 }, 'Fewer than 10.'],
		['opt_outs', true, { count: 0 }, 'None so far.'],
		[
			'family_notice',
			true,
			{ date: '2026-09-08', settled: true },
			'On 8 Sep 2026. As it was settled before launch.'
		],
		[
			'extensions',
			false,
			{ times: 2, most: 2 },
			'Extended 2\u00a0times so far, and the district allows 2: decide on it, or waive this in writing.'
		],
		[
			'conditions',
			false,
			{ open: 2, overdue: ['Train the second school.'] },
			'Overdue: “Train the second school”.'
		],
		['conditions', true, { open: 1, overdue: [] }, '1\u00a0condition is still open, and none is overdue.'],
		[
			'waves',
			false,
			{ waves: 2, done: 1, open: [{ name: 'North', state: 'held' }] },
			'Not done yet: “North” (held).'
		],
		['guardrails_held', false, { guardrails: 1, read: 'breached' }, 'One is beyond its limit.'],
		['monitoring', true, { every: 6, date: '2027-03-31' }, 'Every 6 months, the first time on 31 Mar 2027.'],
		[
			'work_exported',
			false,
			{ missing: ['Classes are exported'], steps: 1 },
			'Still open: Classes are exported.'
		],
		['deletion_certificate', true, { steps: 1, date: '2026-09-08' }, 'Filed on 8 Sep 2026.'],
		['families_told', true, { steps: 0 }, 'No students take part: there are no families to tell.'],
		['budget', true, { once: 4000, yearly: 0 }, '$4,000 once, $0 a year.'],
		['cycle_end', false, { date: '2026-01-31' }, '31 Jan 2026 is past: choose a later day.'],
		['guardrails', true, { guardrails: 0 }, 'The plan has no guardrails.'],
		['tools', true, { tools: [] }, 'It uses no tool.'],
		[
			'tools',
			false,
			{
				tools: [
					{ id: '1', name: 'Pen', state: 'proposed', reason: '' },
					{ id: '2', name: 'Board', state: 'restricted', reason: 'Grade 6 only.' },
					{ id: '3', name: 'Mill', state: 'approved', reason: '' }
				]
			},
			'Not approved: Pen (proposed). Approved: Mill. Board is restricted: Grade 6 only.'
		],
		[
			'data_agreement',
			false,
			{ named: false, tools: [] },
			'It works with student data and names no tool: name its tools.'
		],
		['data_agreement', true, { named: true, tools: [] }, 'None of its tools holds student data.'],
		[
			'data_agreement',
			false,
			{
				named: true,
				tools: [
					{ id: '1', name: 'Pen', state: 'none', current: false, version: null, expires_on: null },
					{
						id: '2',
						name: 'Board',
						state: 'expired',
						current: false,
						version: '1',
						expires_on: '2026-01-31'
					},
					{ id: '3', name: 'Mill', state: 'current', current: true, version: '2', expires_on: '2027-01-31' }
				]
			},
			'Without a current agreement: Pen (none yet) and Board (expired on 31 Jan 2026). Current: Mill, version 2, until 31 Jan 2027.'
		],
		[
			'plan',
			false,
			{ design: 'randomized', outcome_period: 'Unit 4' },
			'Randomized, counted in Unit 4. How many groups and people each side has is missing.'
		]
	])('%s, met %s, with facts', (criterion, met, facts, words) => {
		expect(inWords({ criterion, met, facts }).detail).toBe(words);
	});

	test('a key without words is said as it is', () => {
		expect(inWords({ criterion: 'something_new', met: false, facts: {} }).label).toBe('something new');
		expect(labelOf({ criterion: 'own:the-council' })).toBe('the council');
	});

	test('one of the district’s own is said by its title', () => {
		const own = { criterion: 'own:council', met: false, facts: {}, title: 'The council has heard of it' };
		expect(inWords(own)).toEqual({ label: 'The council has heard of it', detail: '' });
	});
});

test('a list of criteria is said by what gates call them', () => {
	expect(labelsOf('data agreement, training')).toBe('The student-data agreement, The team’s training');
	expect(labelsOf('Heard by the parents, at last, tools')).toBe(
		'Heard by the parents, at last, The tools are approved'
	);
});

test.each([
	[{}, true, 'Everyone who runs the pilot has done the training for it.'],
	[{ modules: 0, people: 2, tier: 1, lacking: [] }, true, 'The district asks for no training yet.'],
	[
		{ modules: 5, people: 2, tier: 2, lacking: [] },
		true,
		'Everyone on the team (2) has the 5\u00a0modules of tier 2.'
	],
	// Waived: who lacks what is still said.
	[
		{ modules: 5, people: 2, tier: 2, lacking: [{ name: 'Bea Lind', modules: ['Basics', 'Privacy'] }] },
		true,
		'Bea Lind lacks Basics and Privacy.'
	]
])('training says who lacks what: %j', (facts, met, detail) => {
	expect(inWords({ criterion: 'training', met, facts })).toEqual({ label: 'The team’s training', detail });
});
