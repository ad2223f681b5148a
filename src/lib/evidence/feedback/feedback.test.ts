import { describe, expect, test } from 'vitest';
import { answerSchema, openSchema } from './answer-form.ts';
import { feedbackSchema, type Part, type Round } from './feedback.ts';
import { statements, statementWords } from './rubric.ts';
import { closedRounds, lastTold, mayAnswer, openRound } from './standing.ts';
import { headline, meanWords, minutesWords, shareWords, soFar, tooFew } from './told-words.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const part = (share: number, end: Part['end'] = null): Part => ({ share, end });
const parts: [Part, Part, Part] = [part(0.1, 'none or 1'), part(0.25), part(0.65)];
const averaged = (mean: number, mean_end: 'at most' | 'at least' | null = null) => ({
	parts,
	mean,
	mean_end
});
const results = (minutes = averaged(15)): NonNullable<Round['results']> => ({
	n: 14,
	questions: {
		...(Object.fromEntries(statements.map((one) => [one, averaged(3.9)])) as Record<
			(typeof statements)[number],
			ReturnType<typeof averaged>
		>),
		use: { parts },
		minutes
	},
	sites: []
});
const round = (some: Partial<Round> = {}): Round => ({
	id: 'r',
	rubric: 1,
	period: 'Spring 2026',
	state: 'closed',
	opened_at: '2026-03-01T08:00:00Z',
	opened_by: 'Priya Raman',
	closes_on: '2026-03-15',
	closed_at: '2026-03-16T00:00:00Z',
	minimum: 10,
	asked: 31,
	at_least: null,
	me: null,
	may_close: false,
	results: results(),
	...some
});

describe('the survey', () => {
	const typed = {
		...Object.fromEntries(statements.map((one) => [one, '4'])),
		use: 'weekly',
		time: 'saves',
		minutes: '20'
	};
	const errors = (more: object) =>
		answerSchema.safeParse({ ...typed, ...more }).error?.issues.map(({ path }) => path[0]);

	test('becomes what the database takes', () => {
		const answers = Object.fromEntries(statements.map((one) => [one, 4]));
		expect(answerSchema.parse(typed)).toEqual({ ...answers, use: 'weekly', minutes: 20 });
		expect(answerSchema.parse({ ...typed, time: 'costs' }).minutes).toBe(-20);
		expect(answerSchema.parse({ ...typed, time: 'even', minutes: '' }).minutes).toBe(0);
		expect(answerSchema.parse({ ...typed, time: 'even', minutes: '20' }).minutes).toBe(0);
	});

	test('asks for every answer, at its question', () => {
		for (const one of [...statements, 'use', 'time']) expect(errors({ [one]: undefined })).toEqual([one]);
		for (const minutes of ['', '0', '601', '-5', '2.5', 'some', '1e2']) {
			expect(errors({ minutes }), minutes).toEqual(['minutes']);
		}
		expect(errors({ works: '6', use: 'often' })).toEqual(['works', 'use']);
		expect(errors({ keep: undefined, minutes: '' })).toEqual(['keep', 'minutes']);
	});

	test('has words for each statement, and no two are the same', () => {
		expect(new Set(Object.values(statementWords)).size).toBe(statements.length);
	});

	test('of a round asks for a short label and a day', () => {
		const open = (period: string, closes_on = '2026-04-01') =>
			openSchema.safeParse({ round_period: period, closes_on }).success;
		expect([open('Spring 2026'), open('Otoño 1'), open('  Fall ')]).toEqual([true, true, true]);
		expect([open(''), open('a'.repeat(41)), open('<b>'), open('Fall', 'soon')]).toEqual([
			false,
			false,
			false,
			false
		]);
	});
});

describe('what is told', () => {
	test('shares and means near an end are told as that', () => {
		expect(parts.map((one) => plain(shareWords(one)))).toEqual(['none or 1', '25%', '65%']);
		expect(meanWords(averaged(3.9))).toBe('3.9');
		expect(meanWords(averaged(4))).toBe('4.0');
		expect(meanWords(averaged(4.8, 'at least'))).toBe('4.8 or more');
		expect(meanWords(averaged(1.2, 'at most'))).toBe('1.2 or less');
	});

	test.each([
		[averaged(15), 'saves 15 minutes a week on average'],
		[averaged(-5), 'costs 5 minutes a week on average'],
		[averaged(0), 'comes out even on average'],
		[averaged(540, 'at least'), 'saves 540 minutes or more a week on average'],
		[averaged(-540, 'at most'), 'costs 540 minutes or more a week on average']
	])('minutes %# in words', (minutes, words) => {
		expect(plain(minutesWords(minutes))).toBe(words);
	});

	test('first who wants to keep it, and what it does to their time', () => {
		expect(plain(headline(results()))).toBe(
			'Of 14 who answered, 65% would want to keep it. Once all is checked, it saves 15 minutes a week on average.'
		);
	});

	test('of an open round never the very count', () => {
		const open = { state: 'open' as const, closed_at: null, results: null };
		expect(plain(soFar(round({ ...open, at_least: 0 })))).toMatch(
			/^Fewer than 10 people have answered so far, and 31 are asked/
		);
		expect(plain(soFar(round({ ...open, at_least: 20 })))).toMatch(
			/^At least 20 people have answered so far, and 31 are asked/
		);
		expect(tooFew(round())).toContain('Fewer than 10 answered');
	});
});

describe('rounds', () => {
	const open = round({ id: 'open', state: 'open', me: 'asked', results: null });
	const few = round({ id: 'few', results: null });
	const told = round({ id: 'told' });
	const feedback = { rounds: [open, few, told] };

	test('the open one, those that are closed, and the last of which something is told', () => {
		expect(openRound(feedback)?.id).toBe('open');
		expect(openRound({ rounds: [few] })).toBeNull();
		expect(closedRounds(feedback).map(({ id }) => id)).toEqual(['few', 'told']);
		expect(lastTold(feedback)?.id).toBe('told');
		expect(lastTold({ rounds: [open, few] })).toBeNull();
	});

	test('whoever is asked may answer, and who says they used it', () => {
		expect(
			(['asked', 'volunteer', 'answered', 'evaluator', null] as const).map((me) => mayAnswer({ me }))
		).toEqual([true, true, false, false, false]);
	});

	test('are understood as the database answers them', () => {
		const answer = {
			minimum: 10,
			asked: 31,
			may_open: false,
			open_from: null,
			today: '2026-03-20',
			...feedback
		};
		expect(feedbackSchema.parse(answer)).toEqual(answer);
	});
});
