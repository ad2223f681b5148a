import { expect, test } from 'vitest';
import { answersIn, errorsAt, isFresh, shownIn, takeable } from './answer-form.ts';
import { asked, offer } from './question-fixtures.ts';

function form(entries: [string, string][]) {
	const data = new FormData();
	for (const [name, value] of entries) data.append(name, value);
	return data;
}

test('a form sends every question that it shows, as it was typed', () => {
	const sent = form([
		['question', 'training'],
		['question', 'deletion'],
		['answer.training', 'no'],
		['note.training', '  It says\r\n“perhaps”. '],
		['link.training', ' https://vendor.example '],
		['answer.elsewhere', 'yes']
	]);
	expect(answersIn(sent)).toEqual([
		{ question: 'training', answer: 'no', note: '  It says\n“perhaps”. ', link: 'https://vendor.example' },
		{ question: 'deletion', answer: '', note: '', link: '' }
	]);
});

test('what is taken over is sent in the place of what was typed, and the rest with it', () => {
	const sent = form([
		['question', 'training'],
		['question', 'deletion'],
		['answer.training', 'no'],
		['answer.deletion', 'yes'],
		['take', 'training:12']
	]);
	expect(answersIn(sent)).toEqual([
		{ question: 'training', take: '12' },
		{ question: 'deletion', answer: 'yes', note: '', link: '' }
	]);
	sent.set('take', 'training:12,deletion:13');
	expect(answersIn(sent)).toEqual([
		{ question: 'training', take: '12' },
		{ question: 'deletion', take: '13' }
	]);
});

test('one press takes over what is fresh and still open', () => {
	expect(isFresh(offer({ old: true }))).toBe(false);
	expect(isFresh(offer({ outdated: true }))).toBe(false);
	const all = [
		asked({ key: 'fresh', offer: offer() }),
		asked({ key: 'answered', answer: 'no', offer: offer() }),
		asked({ key: 'old', offer: offer({ old: true }) }),
		asked({ key: 'outdated', offer: offer({ outdated: true }) }),
		asked({ key: 'nothing', offer: null })
	];
	expect(takeable(all).map(({ key }) => key)).toEqual(['fresh']);
});

test('a refused form shows what was typed, an open one what is saved', () => {
	const one = asked({ key: 'training', answer: 'yes', note: 'Saved.' });
	expect(shownIn(one, undefined)).toEqual({ answer: 'yes', note: 'Saved.', link: '' });
	expect(shownIn(one, { 'note.training': 'Typed.' })).toEqual({ answer: '', note: 'Typed.', link: '' });
});

test.each([
	[
		'unanswered',
		{ missing: { training: 'answer', agreement: 'link', deletion: 'note' } },
		['answer.training', 'link.agreement', 'note.deletion']
	],
	['wrong_link', { field: 'agreement' }, ['link.agreement']],
	['too_long', { field: 'agreement' }, ['note.agreement']],
	['wrong_answer', { field: 'agreement' }, ['answer.agreement']],
	['no_reason', {}, ['reason']],
	['changed_meanwhile', {}, []]
])('a refusal %s stands where it belongs', (key, facts, fields) => {
	expect(Object.keys(errorsAt({ key, facts, message: 'No.' }))).toEqual(fields);
});
