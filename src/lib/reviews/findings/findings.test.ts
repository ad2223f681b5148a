import { describe, expect, test } from 'vitest';
import { answerForm, raiseForm } from './finding-forms.ts';
import { counted, lastAnswer, type FindingEvent, type FindingState } from './findings.ts';

const event = (kind: FindingEvent['kind'], body: string) => ({ kind, body }) as FindingEvent;

test('those that are not closed are counted, and those of them that hold the launch', () => {
	const one = (state: FindingState, severity: 'blocking' | 'major') => ({ state, severity });
	expect(
		counted([
			one('open', 'blocking'),
			one('answered', 'blocking'),
			one('closed', 'blocking'),
			one('open', 'major')
		])
	).toEqual({ open: 3, blocking: 2, closed: 1 });
	expect(counted([])).toEqual({ open: 0, blocking: 0, closed: 0 });
});

describe('the last answer', () => {
	const events = [
		event('raised', ''),
		event('answered', 'First.'),
		event('answered', 'Second.'),
		event('reassigned', '')
	];
	test('is the newest', () => expect(lastAnswer({ state: 'answered', events })?.body).toBe('Second.'));
	test('counts no more once more is asked', () => expect(lastAnswer({ state: 'open', events })).toBeNull());
	test('is none where it was closed without', () =>
		expect(lastAnswer({ state: 'closed', events: [event('raised', ''), event('closed', '')] })).toBeNull());
});

describe('what is typed', () => {
	const finding = '0b8a3f1e-0000-4000-8000-000000000001';
	const raised = {
		finding,
		specialty: 'privacy',
		severity: 'major',
		title: 'Chats are kept',
		body: 'A year.',
		owner: finding,
		due_on: '2026-03-01'
	};
	test.each([
		['title', '  '],
		['title', 'x'.repeat(201)],
		['body', ''],
		['severity', 'awful'],
		['specialty', 'magic'],
		['owner', ''],
		['due_on', 'soon']
	])('%s of %j is refused at its field', (field, value) => {
		expect(raiseForm.safeParse(raised).success).toBe(true);
		const { error } = raiseForm.safeParse({ ...raised, [field]: value });
		expect(error!.issues.map(({ path }) => path[0])).toEqual([field]);
	});
	test.each(['javascript:alert(1)', 'example.org', 'https://a b'])('no link %s', (link) => {
		const answer = { finding, seen: '1', answer: 'Done.' };
		expect(answerForm.parse(answer)).toMatchObject({ seen: 1, link: '' });
		expect(answerForm.safeParse({ ...answer, link }).success).toBe(false);
	});
});
