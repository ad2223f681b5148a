import { describe, expect, test } from 'vitest';
import { factsOf, type Facts, type Kind } from './letter-facts.ts';
import { escape, oneLine } from './letter-page.ts';
import { letter, Unwritable } from './letters.ts';

const ORIGIN = 'https://pilotage.example.org';
const PILOT = '0b8a3f1e-0000-4000-8000-000000000001';

/** Facts of every kind, each text of it the one that is given. */
const facts = (said: string): { [K in Kind]: Facts<K> } => {
	const pilot = { pilot: PILOT, title: said };
	const pilots = [pilot];
	const meeting = {
		meeting: PILOT,
		held_on: '2026-12-18',
		begins: '09:30',
		minutes: 60,
		place: said,
		chair: said
	};
	const review = { ...pilot, specialty: said, since: '2026-09-01T08:00:00+00:00', nobody: true };
	return {
		invitation: { token: 'abc/1', district: said, inviter: said, expires_on: '2026-12-03' },
		account: { subject: 'A subject', text: 'A text', html: '<p>A text</p>' },
		email_changed: { new_address: said },
		mention: { ...pilot, author: said, excerpt: said, comment: PILOT },
		join_asked: { ...pilot, by: said, wanted: said, note: said },
		join_answered: { ...pilot, by: said, accepted: true, note: said },
		partner_question: {
			...pilot,
			name: said,
			district: said,
			token: 'abc/1',
			due_on: '2026-12-18',
			closes_on: '2027-01-18'
		},
		partner_answered: { ...pilot, name: said, organisation: said },
		partner_agreement: { organisation: PILOT, name: said, agreement: said, expires_on: '2026-12-18' },
		incident: { ...pilot, severity: said, incident: PILOT, pilots: 3 },
		incident_waits: { incident: PILOT, late: 'triage', severity: said, since: '2026-09-01', title: said },
		review_waits: { reviews: [review] },
		reviews_overdue: { reviews: [review] },
		reviews_reopened: { tool: said, why: said, in_all: 2, pilots: [{ ...pilot, specialties: ['privacy'] }] },
		findings_overdue: {
			findings: [{ ...pilot, finding: said, severity: 'major', due_on: '2026-09-01', yours: true }]
		},
		docket: { ...meeting, again: true, items: [{ ...pilot, reason: 'evidence', minutes: 10 }] },
		meeting_moved: { ...meeting, from: '2026-12-11' },
		meeting_cancelled: { ...meeting, reason: said },
		cycle_ends: { cycle_end: '2026-12-18', pilots },
		overdue: { cycle_end: '2026-12-18', pilots },
		training_expires: { expires_on: '2026-12-18', modules: [{ title: said }] },
		training_expired: {
			expires_on: '2026-12-18',
			modules: [{ title: said }]
		},
		vote_waits: { held_on: '2026-12-18', pilots },
		agreement_ends: { tool: PILOT, name: said, version: said, until: '2027-01-31', past: false, pilots },
		runbook_due: { steps: [{ ...pilot, step: said, due_on: '2026-09-01' }] },
		runbook_overdue: { steps: [{ ...pilot, step: said, due_on: '2026-09-01', owner: null }] },
		sunset_thanks: { ...pilot, by: said, words: said, lesson: said },
		triage_waits: { pilots: [{ ...pilot, since: '2026-09-01' }] },
		notice: {
			...pilot,
			at: '2026-09-01T08:00:00+00:00',
			actor: said,
			record: 'stage_changes',
			verb: 'moved',
			you: false,
			facts: { act: 'rework', note: said }
		},
		woken: pilot,
		renewal_notice: { ...pilot, renewal_on: '2026-12-18', days: 60, payer: said },
		monitoring_due: { ...pilot, due_on: '2026-12-18', late: false },
		mitigation_overdue: { ...pilot, what: said, due_on: '2026-09-01' },
		hold_raised: { ...pilot, by: said, reason: said },
		hold_lifted: { ...pilot, by: said, reason: said },
		waived: { ...pilot, criterion: said, by: said, reason: said },
		digest: {
			in_all: 2,
			daily: false,
			news: [
				{
					at: '2026-09-01T08:00:00+00:00',
					actor: said,
					record: 'comments',
					verb: 'commented',
					facts: {},
					you: false,
					mentions_you: true,
					pilot: { id: PILOT, title: said }
				}
			],
			waiting: [{ ...pilot, what: said, since: '2026-09-01', detail: said }]
		},
		policy_asked: { policy: PILOT, title: said, again: true, reason: said, effective_on: '2026-09-01' },
		policy_waits: { policy: PILOT, title: said, again: false, reason: '', effective_on: '2026-09-01' },
		facts_stale: { sources: [{ title: said, verified_on: '2025-09-01' }] },
		decision_letter: {
			...pilot,
			decision: PILOT,
			outcome: 'extend',
			rationale: said,
			decided_on: '2026-12-18',
			by: said,
			different: said,
			next_review: '2027-12-18',
			until: '2027-06-30',
			cycle: 2,
			conditions: [
				{ words: said, owner: said, due_on: '2027-01-31', evidence_asked: said, yours: true },
				{ words: said, owner: said, due_on: '2027-01-31', evidence_asked: '', yours: false }
			]
		},
		condition_due: {
			...pilot,
			condition: said,
			owner: said,
			due_on: '2026-12-18',
			late: true,
			reported: false,
			yours: true
		},
		deactivated_seats: { person: said, by: said, seats: [{ seat: said, title: said, pilot: PILOT }] }
	};
};

const kinds = Object.keys(factsOf) as Kind[];
const ours = kinds.filter((kind) => kind !== 'account');
const people = { person: 'Maya Ortiz', district: 'Mesa Unified' };
const write = (kind: Kind, said: string, stop: string | null = null) =>
	letter({ kind, facts: facts(said)[kind], ...people, stop }, ORIGIN);

describe('every kind of mail', () => {
	test.each(kinds)('%s has a subject, a text and a page', (kind) => {
		const { subject, text, html } = write(kind, 'Reading tutor');
		expect(subject).not.toBe('');
		for (const words of [subject, text, html]) expect(words).not.toMatch(/undefined|null|NaN|\[object/);
		if (kind === 'account') return;
		expect(text).toContain(ORIGIN);
		expect(text).toContain('Hello Maya Ortiz,');
		expect(text).toContain('Pilotage of Mesa Unified');
		expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
		expect(html).toContain(`<title>${escape(subject)}</title>`);
	});

	test.each(ours)('%s runs nothing and loads nothing, whatever people typed', (kind) => {
		const { html } = write(kind, `</p><script>alert(1)</script><img src="https://x.test/'"> & {{ .Token }}`);
		for (const [tag, name] of html.matchAll(/<\/?([a-z!]+)[^>]*>/gi)) {
			expect(name).toMatch(/^(!doctype|html|head|meta|title|body|p|a|ul|li|br|hr|blockquote)$/);
			expect(tag).not.toMatch(/\s(src|on\w+)=/i);
		}
		expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
		const addresses = [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]!);
		expect(addresses.length).toBeGreaterThan(0);
		for (const address of addresses) expect(address).toMatch(/^https:\/\/pilotage\.example\.org(\/|$)/);
	});

	test.each(ours)('%s keeps its subject on one line of a bearable length', (kind) => {
		const { subject } = write(kind, `Tutor\r\nBcc: everyone@example.org\u2028${'x'.repeat(500)}`);
		expect(subject).not.toMatch(/[\r\n\u2028]/);
		expect(subject.length).toBeLessThanOrEqual(150);
	});
});

describe('single kinds', () => {
	test('an invitation leads to its link, once and until a day', () => {
		const { text, html } = write('invitation', 'Alicia Grant');
		expect(text).toContain(`${ORIGIN}/join/abc%2F1\n`);
		expect(html).toContain(`<a href="${ORIGIN}/join/abc%2F1">Accept the invitation</a>`);
		expect(text).toContain('until 3 December 2026');
	});

	test('a mail of the auth server goes as it is', () => {
		expect(write('account', '')).toEqual(facts('').account);
	});

	test('a mention quotes no more than 200 characters', () => {
		const { text } = letter(
			{ kind: 'mention', facts: { pilot: PILOT, title: 'Tutor', author: 'Tom', excerpt: 'y'.repeat(900) } },
			ORIGIN
		);
		expect(text).toContain(`> ${'y'.repeat(199)}…\n`);
	});

	test('an incident says that there was one, and not what happened', () => {
		const told = { pilot: PILOT, title: 'Tutor', severity: 'serious', what_happened: 'A name was shown.' };
		const { subject, text, html } = letter({ kind: 'incident', facts: told }, ORIGIN);
		expect(subject).toBe('Serious incident in “Tutor”');
		expect(text + html).not.toContain('A name was shown');
		expect(text).toContain('on hold');
		const outside = letter({ kind: 'incident', facts: { severity: 'serious', incident: PILOT } }, ORIGIN);
		expect(outside.subject).toBe('Serious incident outside of pilots');
		expect(outside.text).toContain(`${ORIGIN}/incidents/${PILOT}`);
		expect(outside.text).not.toContain('hold');
		const several = letter({ kind: 'incident', facts: { ...told, pilots: 3 } }, ORIGIN);
		expect(several.subject).toBe('Serious incident in “Tutor” and 2 other pilots');
	});

	test('a review that nobody may sign asks for a name', () => {
		expect(write('reviews_overdue', 'privacy').text).toContain(
			'Privacy, since 1 September 2026. Nobody may sign it'
		);
	});

	test('a digest says how many there are, and how it ends', () => {
		const { subject, text } = write('digest', 'vote');
		expect(subject).toBe('2 things wait on you this week');
		expect(text).toContain('See all 2 on your home page');
		expect(text).toContain(`${ORIGIN}/account`);
	});

	test('a notice says who did what, and why, in their words', () => {
		const { subject, text } = write('notice', 'Tutor');
		expect(subject).toBe('Tutor: Tutor sent the proposal back for rework');
		expect(text).toContain('> Tutor');
	});

	test('a seat that is given says you; reviews that are asked say what to do', () => {
		const line = { pilot: PILOT, title: 'Tutor', at: '2026-09-01', actor: 'Alicia', you: true };
		const seat = {
			...line,
			record: 'assignments',
			verb: 'appointed',
			facts: { role: 'sponsor', person: 'Maya' }
		};
		expect(letter({ kind: 'notice', facts: seat }, ORIGIN).subject).toBe(
			'Tutor: Alicia named you as sponsor'
		);
		const asked = { ...line, record: 'reviews', verb: 'asked', facts: { specialty: 'privacy' } };
		expect(letter({ kind: 'notice', facts: asked }, ORIGIN).subject).toBe('“Tutor” waits for your review');
	});

	test('a second evaluator is asked, and led to the report', () => {
		const line = {
			pilot: PILOT,
			title: 'Tutor',
			at: '2026-09-01',
			actor: 'Priya',
			record: 'second_evaluators'
		};
		const facts = { person: 'Owen' };
		const asked = { ...line, you: true, verb: 'asked for a second opinion', facts };
		const { subject, text } = letter({ kind: 'notice', facts: asked }, ORIGIN);
		expect(subject).toBe('Your second opinion on “Tutor”');
		expect(text).toContain('Priya asks you for a second opinion on the evaluation of “Tutor”.');
		expect(text).toContain(`${ORIGIN}/pilots/${PILOT}/evaluation#review`);
		const again = { ...asked, verb: 'asked again for a second opinion' };
		expect(letter({ kind: 'notice', facts: again }, ORIGIN).text).toContain('Priya submitted a new version');
		const given = {
			...line,
			you: false,
			record: 'second_opinions',
			verb: 'gave a second opinion',
			facts: { verdict: 'disagree' }
		};
		expect(letter({ kind: 'notice', facts: given }, ORIGIN).subject).toBe(
			'Tutor: Priya gave a second opinion on the evaluation: disagree'
		);
	});

	test('a digest without anything that waits tells what is new', () => {
		const told = { ...facts('Tutor').digest, in_all: 0, waiting: [], daily: true };
		const { subject, text } = letter({ kind: 'digest', facts: told }, ORIGIN);
		expect(subject).toBe('What is new in your pilots today');
		expect(text).toContain('Tutor mentioned you, 1 September 2026');
	});

	test('whatever can be stopped says how, in words and for the mail program', () => {
		const { text, html, stop } = write('notice', 'Tutor', 'a/b');
		expect(stop).toBe(`${ORIGIN}/stop/a%2Fb`);
		expect(text).toContain(`Stop these mails: ${ORIGIN}/stop/a%2Fb`);
		expect(html).toContain(`<a href="${ORIGIN}/stop/a%2Fb">Stop these mails</a>`);
		expect(write('notice', 'Tutor')).not.toHaveProperty('stop');
	});
});

describe('what cannot be written', () => {
	test.each(['horoscope', 'constructor', '__proto__', ''])('the kind “%s” has no words', (kind) => {
		expect(() => letter({ kind, facts: {} }, ORIGIN)).toThrow(Unwritable);
	});

	test.each(kinds)('%s without its facts says which it lacks', (kind) => {
		expect(() => letter({ kind, facts: {} }, ORIGIN)).toThrow(/lack [a-z]/);
		expect(() => letter({ kind, facts: null }, ORIGIN)).toThrow(Unwritable);
	});
});

test('a line is cut with a sign that it was', () => {
	expect(oneLine('a\tb\n c', 10)).toBe('a b c');
	expect(oneLine('abcdefghij', 5)).toBe('abcd…');
});
