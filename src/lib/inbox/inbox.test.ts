import { describe, expect, test } from 'vitest';
import { byDay, seenForm, type Notice } from './inbox.ts';

let id = 100;
const pilot = (title: string) => ({ id: title, title, number: 7 });
const notice = (given: Partial<Notice>): Notice => ({
	id: (id -= 1),
	at: '2026-11-20T10:00:00Z',
	actor: 'Dana Whitfield',
	record: 'stage_changes',
	verb: 'moved',
	facts: { act: 'launch' },
	unread: true,
	you: false,
	mentions_you: false,
	pilot: pilot('Tutor'),
	...given
});

describe('notices by day and pilot', () => {
	test('stand under their day, each pilot once, in the order of its newest', () => {
		const days = byDay([
			notice({ at: '2026-11-21T09:00:00Z', pilot: pilot('Buses') }),
			notice({ at: '2026-11-20T12:00:00Z' }),
			notice({ at: '2026-11-20T11:00:00Z', pilot: pilot('Buses') }),
			notice({ at: '2026-11-20T10:00:00Z', record: 'comments', verb: 'commented', facts: { mentioned: 0 } })
		]);
		expect(days.map(({ day, groups }) => [day, groups.map((group) => group.pilot?.title)])).toEqual([
			['2026-11-21', ['Buses']],
			['2026-11-20', ['Tutor', 'Buses']]
		]);
		expect(days[1]!.groups[0]!.lines.map(({ did }) => did)).toEqual([
			'launched the pilot and locked its plan',
			'wrote a comment'
		]);
	});

	test('keep every id, also of lines that are told as one', () => {
		const asked = ['privacy', 'security'].map((specialty) =>
			notice({ record: 'reviews', verb: 'asked', facts: { specialty } })
		);
		const [group] = byDay(asked)[0]!.groups;
		expect(group!.lines.map(({ did }) => did)).toEqual(['asked for the reviews for privacy and security']);
		expect(group).toMatchObject({ ids: asked.map((one) => one.id), place: '/reviews', unread: true });
	});

	test('say you where the reader is meant', () => {
		const [day] = byDay([
			notice({
				record: 'assignments',
				verb: 'appointed',
				you: true,
				facts: { role: 'sponsor', person: 'Maya' }
			}),
			notice({ record: 'comments', verb: 'commented', mentions_you: true, facts: { mentioned: 1 } })
		]);
		expect(day!.groups[0]!.lines.map(({ did }) => did)).toEqual(['named you as sponsor', 'mentioned you']);
	});

	test('what belongs to no pilot is one group of the office', () => {
		const [day] = byDay([
			notice({
				pilot: null,
				record: 'people',
				verb: 'granted',
				you: true,
				facts: { role: 'clerk', person: 'Maya' }
			})
		]);
		expect(day!.groups).toMatchObject([{ pilot: null, lines: [{ did: 'made you clerk' }] }]);
	});

	test('a line that others imply is still said when it stands alone', () => {
		const [day] = byDay([notice({ verb: 'moved', facts: { act: 'decide', to_stage: 'scaling' } })]);
		expect(day!.groups[0]!.lines).toHaveLength(1);
	});
});

test.each([
	[{ until: '12' }, { until: 12 }],
	[{ ids: '3,4,5' }, { ids: [3, 4, 5] }],
	[{ ids: '1; drop table' }, null],
	[{ until: '-1' }, null],
	[{ ids: '' }, null],
	[{ until: 'x' }, null]
])('a form that says %j marks %j', (given, expected) => {
	const { success, data } = seenForm.safeParse(given);
	expect(success ? data : null).toEqual(expected);
});
