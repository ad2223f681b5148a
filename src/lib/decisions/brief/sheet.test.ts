import { describe, expect, test } from 'vitest';
import { goal, input, means, metric, row } from '#lib/evidence/fixtures.ts';
import { frozen } from './brief-fixtures.ts';
import { sheetOf } from './sheet.ts';
import { factLines } from './fact-lines.ts';
import { contractLines, scalingLines, sunsetLines } from './taking-words.ts';

const pilot = () => input({ rows: means([50, 64, 9], [50, 60, 9]) });
const all = (
	blocks: { heading: string; lines: { text: string; mark?: { label: string } }[] }[],
	heading: string
) =>
	blocks
		.find((one) => one.heading === heading)!
		.lines.map(({ text, mark }) => (mark ? `${mark.label}: ${text}` : text));

describe('the sheet of a brief', () => {
	test('says the question, what the evidence permits and each outcome with its verdict', () => {
		const sheet = sheetOf(frozen(pilot(), true));
		expect(sheet.question).toBe('Does it go to every school?');
		expect(sheet.says?.title).toBeTruthy();
		expect(sheet.outcomes).toMatchObject([
			{
				name: 'Reading score',
				pilot: '64.0\u00a0points',
				against: '60.0\u00a0points',
				target: '3\u00a0points matters'
			}
		]);
		expect(sheet.against).toBe('Comparison');
	});

	test('says of what the record does not have that it does not', () => {
		const { left, right, appendix } = sheetOf(frozen(pilot(), true));
		expect(all(right, 'What scaling would take')).toEqual(['Not on record.']);
		expect(all(right, 'What sunsetting would take')).toEqual(['Not on record.']);
		expect(all(left, 'Contract and families')).toEqual(['Not on record.']);
		expect(all(left, 'What the evaluator says')).toEqual([
			'No evaluation is on record: it is decided on what there is.'
		]);
		expect(appendix).toEqual([]);
	});

	test('says first what is not met', () => {
		const asked = (criterion: string, met: boolean, act: 'scale' | 'extend' = 'scale') => ({
			act,
			criterion,
			met,
			required: true,
			title: null,
			facts: {}
		});
		const { right } = sheetOf(
			frozen(pilot(), true, {
				criteria: [
					asked('budget', true),
					asked('tools', false),
					asked('tools', false, 'extend'),
					asked('extensions', false, 'extend')
				]
			})
		);
		const lines = all(right, 'What is asked to scale or extend it');
		expect(lines[0]).toMatch(/^Not met: /);
		expect(lines[1]).toMatch(/^Not met, to extend: /);
		expect(lines[2]).toMatch(/^Met: .*budget/i);
		expect(lines).toHaveLength(3);
	});

	test('an effect that is withheld from the reader is withheld on the sheet', () => {
		const passed = metric({ id: 'passed', name: 'Passed', kind: 'proportion', unit: 'share' });
		const few = input({
			goals: [goal({ metric: passed, minimum_effect: 0.05 })],
			rows: [
				row({ metric_id: 'passed', n: 7, events: 3, withheld: true }),
				row({ metric_id: 'passed', arm: 'comparison', n: 40, events: 20 })
			]
		});
		const [shown] = sheetOf(frozen(few, false)).outcomes;
		expect(shown).toMatchObject({ pilot: 'withheld' });
		expect(JSON.stringify(sheetOf(frozen(few, false)))).not.toContain('42.9');
	});

	test('a share near all is told as the evidence page tells it, and what is not told is not called missed', () => {
		const passed = metric({ id: 'passed', name: 'Passed', kind: 'proportion', unit: 'share' });
		const most = input({
			goals: [goal({ metric: passed, minimum_effect: 0.05, target: 0.98 })],
			rows: [
				row({ metric_id: 'passed', n: 40, events: 40 }),
				row({ metric_id: 'passed', arm: 'comparison', n: 40, events: 20 })
			]
		});
		expect(sheetOf(frozen(most, false)).outcomes[0]).toMatchObject({
			pilot: 'at least 95 %',
			target: '≥ 98%'
		});
		expect(sheetOf(frozen(most, true)).outcomes[0]).toMatchObject({ pilot: '100%', target: '≥ 98%, met' });
	});

	test('a level is not rounded onto the target that it missed', () => {
		const near = input({
			goals: [goal({ target: 64 })],
			rows: means([50, 63.98, 9], [50, 60, 9])
		});
		const [row] = sheetOf(frozen(near, true)).outcomes;
		expect(row).toMatchObject({ pilot: '63.98\u00a0points', target: '≥ 64\u00a0points, missed' });
	});

	test('what it has no room for goes onto the appendix', () => {
		const conditions = Array.from({ length: 30 }, (_, at) => ({
			words: `Condition ${at + 1} of the decision`,
			owner: 'Ana Reyes',
			due_on: '2026-09-01',
			state: 'open' as const,
			overdue: at === 29
		}));
		const { right, appendix } = sheetOf(frozen(pilot(), true, { conditions }));
		expect(all(right, 'Conditions of earlier decisions')[0]).toBe(
			'Overdue: Condition 30 of the decision. Ana Reyes, by 1 Sep 2026.'
		);
		expect(all(appendix, 'Conditions of earlier decisions').length).toBeGreaterThan(10);
	});
});

test('facts are said by their names, money as money and days as days', () => {
	expect(
		factLines({
			contract_value: 120000,
			renewal_notice_on: '2026-09-01',
			family_notice_on: null,
			opt_outs: 'few',
			sites: [{ name: 'Mission High' }, { name: 'Castro Valley' }],
			owner_id: 'x',
			time: { minutes_avoided: 40 }
		}).map(({ text }) => text)
	).toEqual([
		'Contract value: $120,000.',
		'Renewal notice: 1 Sep 2026.',
		'Opt outs: few.',
		'Sites: Mission High and Castro Valley.',
		'Time, minutes avoided: 40.'
	]);
});

const texts = (lines: { text: string }[]) => lines.map(({ text }) => text.replaceAll('\u00a0', ' '));

test('what scaling and sunsetting take is said in sentences, and a fact that is new is not lost', () => {
	expect(
		texts(
			scalingLines({
				sites_left: 3,
				sites_tried: 2,
				sites: ['Mission High', 'Castro Valley'],
				people: 410,
				licences: 410,
				yearly: 40000,
				once: null,
				how: ['82 people at its 2 sites'],
				buses: 4
			})
		)
	).toEqual([
		'About 410 people, 410 licences and $40,000 a year.',
		'3 more sites, after 2: Mission High and Castro Valley.',
		'Reckoned from 82 people at its 2 sites.',
		'Buses: 4.'
	]);
	expect(
		texts(
			sunsetLines({
				steps: [
					{ title: 'Tell families', days: 14, required: true },
					{ title: 'Export the work', days: 30, required: true },
					{ title: 'Write an essay', days: 90, required: false }
				],
				contract: { value: 99999.6, renewal_notice_on: '2026-09-01' },
				tools: [{ name: 'Abacus Chat', until: null }],
				avoided: { budget: 16000, licences: null, hours: 100.8 }
			})
		)
	).toEqual([
		'Not spent any more: $16,000 a year and 100.8 hours of staff a year.',
		'Contract of $99,999.60; the vendor is told by 1 Sep 2026.',
		'2 steps over 30 days: Tell families; Export the work.',
		'Tools: Abacus Chat.'
	]);
	expect([scalingLines(null), sunsetLines({}), contractLines(null)]).toEqual([[], [], []]);
});

test('of a contract it is said what is on record, and few opt-outs are told as few', () => {
	expect(
		texts(
			contractLines({
				contract_value: 120000,
				needs_board: true,
				board_approved_on: null,
				renewal_notice_on: '2026-09-01',
				payer_next_year: 'Curriculum',
				family_notice_on: null,
				opt_outs: null,
				opt_outs_under: 10,
				revision: 2
			})
		)
	).toEqual([
		'Contract of $120,000.',
		'The board of education has not approved it yet.',
		'Last day to end it: 1 Sep 2026.',
		'Next year: Curriculum.',
		'Opt-outs: fewer than 10.'
	]);
});
