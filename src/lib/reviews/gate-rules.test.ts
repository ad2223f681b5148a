import { describe, expect, test } from 'vitest';
import { fingerprint, forSaving, newRule, ownKey, problemsOf, readRules, type Rule } from './gate-rules.ts';

const rule = (some: Partial<Rule> = {}): Rule => ({
	key: 'a',
	act: 'launch',
	criterion: 'training',
	how: 'signed',
	kind: null,
	tier: null,
	required: true,
	signed_by: ['sponsor'],
	title: null,
	position: 12,
	...some
});
const stopRule = rule({ key: 'b', criterion: 'stop_rule', how: 'automatic', signed_by: [], position: 6 });
const own = rule({ key: 'c', criterion: 'own:council', title: 'The council heard of it', position: 13 });

function formOf(rules: readonly Rule[]): FormData {
	const form = new FormData();
	for (const { key, kind, tier, required, signed_by, title, position, ...rest } of rules) {
		form.append('row', key);
		for (const [name, value] of Object.entries(rest)) form.append(`rule-${key}-${name}`, value);
		form.append(`rule-${key}-kind`, kind ?? '');
		form.append(`rule-${key}-tier`, tier ?? '');
		form.append(`rule-${key}-required`, required ? 'yes' : 'no');
		form.append(`rule-${key}-position`, String(position));
		for (const part of signed_by) form.append(`rule-${key}-signed_by`, part);
		if (title !== null) form.append(`rule-${key}-title`, title);
	}
	return form;
}

describe('the form', () => {
	test('gives back what it was made of', () => {
		const rules = [
			rule({ kind: 'operations', tier: 'high', required: false, signed_by: ['sponsor', 'admin'] }),
			stopRule,
			own
		];
		expect(readRules(formOf(rules))).toEqual(rules);
	});

	test('knows no kind and tier but those of the district, and no signer of what ticks itself', () => {
		const form = formOf([stopRule]);
		form.set('rule-b-kind', 'something else');
		form.append('rule-b-signed_by', 'admin');
		expect(readRules(form)).toEqual([stopRule]);
	});
});

describe('one more row', () => {
	const catalog = [{ act: 'launch', criterion: 'budget', how: 'automatic', position: 7 }] as const;
	const asked = { act: 'launch', title: '', key: 'n' };

	test('of a criterion that is there takes its signers, for another kind or tier', () => {
		expect(newRule([own], catalog, { ...asked, criterion: 'own:council' })).toEqual({ ...own, key: 'n' });
	});

	test('of one that was removed comes from the catalog', () => {
		expect(newRule([own], catalog, { ...asked, criterion: 'budget' })).toMatchObject({
			criterion: 'budget',
			how: 'automatic',
			position: 7,
			required: true
		});
	});

	test('of the district’s own is signed, and comes last', () => {
		const made = newRule([own], catalog, { ...asked, criterion: '', title: 'The council heard of it' });
		expect(made).toMatchObject({
			criterion: 'own:the-council-heard-of-it',
			how: 'signed',
			signed_by: [],
			position: 14
		});
	});

	test('of another act’s criterion there is none', () => {
		expect(newRule([own], catalog, { ...asked, act: 'submit', criterion: 'budget' })).toBeNull();
	});
});

test('a key of one’s own is made of words, and is unlike those that are taken', () => {
	expect(ownKey('Élan & café: done?', [])).toBe('own:e-lan-cafe-done');
	expect(ownKey('再', ['own:criterion'])).toBe('own:criterion-2');
});

describe('problems', () => {
	test('are said at their fields', () => {
		expect(
			problemsOf([
				rule({ signed_by: [] }),
				rule({ key: 'd' }),
				rule({ key: 'e', criterion: 'own:x', title: ' '.trim() }),
				rule({ key: 'f', criterion: 'own:y', title: 'x'.repeat(121) })
			])
		).toEqual({
			'rule-a-signed_by': 'Choose who signs it.',
			'rule-d-kind': 'Another row asks the same of the same pilots: choose a kind or a risk tier.',
			'rule-e-title': 'Say in words what it asks.',
			'rule-f-title': 'This can have 120 characters: shorten it.'
		});
	});

	test('are none where the same is asked of other pilots', () => {
		expect(problemsOf([rule(), rule({ key: 'd', tier: 'high' }), stopRule, own])).toEqual({});
	});
});

test('what was previewed is told from what was changed since', () => {
	const rules = [rule({ signed_by: ['sponsor', 'admin'] }), own];
	expect(fingerprint([own, rule({ key: 'z', signed_by: ['admin', 'sponsor'] })])).toBe(fingerprint(rules));
	expect(fingerprint([rule({ required: false }), own])).not.toBe(fingerprint(rules));
});

test('what is saved names no key of a row', () => {
	expect(forSaving([stopRule])).toEqual([
		{
			act: 'launch',
			criterion: 'stop_rule',
			kind: null,
			tier: null,
			required: true,
			signed_by: [],
			title: null,
			position: 6
		}
	]);
});
