import { describe, expect, test } from 'vitest';
import { asValues, mergeDraft, readSeen, same, withChoices } from './draft-merge.ts';

const fields = ['problem', 'who_affected', 'title'] as const;
const seen = { problem: 'Old.', who_affected: 'All.', title: 'Letters' };

describe('two versions of a step', () => {
	test('keep what each changed alone, without a question', () => {
		const mine = { ...seen, problem: 'Mine.' };
		const saved = { ...seen, title: 'Letters home' };
		expect(mergeDraft(fields, seen, mine, saved)).toEqual({ values: { problem: 'Mine.' }, conflicts: [] });
	});

	test('ask where both changed the same field, and only there', () => {
		const mine = { ...seen, problem: 'Mine.', who_affected: 'Some.' };
		const saved = { ...seen, problem: 'Theirs.', title: 'Letters home' };
		expect(mergeDraft(fields, seen, mine, saved)).toEqual({
			values: { problem: 'Mine.', who_affected: 'Some.' },
			conflicts: ['problem']
		});
	});

	test('do not ask where both came to the same', () => {
		const both = { ...seen, problem: 'Both. \r\nOf us.' };
		expect(mergeDraft(fields, seen, both, { ...both, problem: 'Both. \nOf us.' }).conflicts).toEqual([]);
		expect(mergeDraft(fields, seen, { ...seen, problem: ' Same ' }, { ...seen, problem: 'Same' })).toEqual({
			values: {},
			conflicts: []
		});
	});

	test('ask about every difference where nobody knows what the writer saw', () => {
		const mine = { ...seen, problem: 'Mine.' };
		expect(mergeDraft(fields, null, mine, { ...seen, title: 'Other' }).conflicts).toEqual([
			'problem',
			'title'
		]);
	});

	test('clear a text that was emptied on one side, and ask where the other rewrote it', () => {
		const mine = { ...seen, problem: '' };
		expect(mergeDraft(fields, seen, mine, seen)).toEqual({ values: { problem: '' }, conflicts: [] });
		expect(mergeDraft(fields, seen, mine, { ...seen, problem: 'More.' }).conflicts).toEqual(['problem']);
	});

	test('take a question that was left open as no answer', () => {
		expect(mergeDraft(['under_13'], {}, {}, { under_13: 'yes' })).toEqual({ values: {}, conflicts: [] });
	});

	test('compare lists as sets', () => {
		expect(same(['a', 'b'], ['b', 'a', 'a'])).toBe(true);
		expect(same([], undefined)).toBe(true);
		expect(same([], '')).toBe(true);
		expect(same(['a'], [])).toBe(false);
		expect(
			mergeDraft(['sites'], { sites: ['a'] }, { sites: ['a', 'b'] }, { sites: ['c', 'a'] }).conflicts
		).toEqual(['sites']);
	});
});

test('what is saved reads as the form has it', () => {
	expect(
		asValues({
			title: 'A',
			under_13: true,
			personal_data: false,
			biometric: null,
			sites: ['x'],
			objectives: null
		})
	).toEqual({
		title: 'A',
		under_13: 'yes',
		personal_data: 'no',
		biometric: '',
		sites: ['x'],
		objectives: []
	});
});

test('tools are names one a line, and none of the uses is an answer', () => {
	expect(asValues({ tools: ['A', 'B'], uses: [] })).toEqual({ tools: 'A\nB', uses: ['none'] });
	expect(asValues({ tools: [], uses: null })).toEqual({ tools: '', uses: [] });
	expect(asValues({ uses: ['grading'] })).toEqual({ uses: ['grading'] });
});

test('what was seen is read from the form, and nonsense is not', () => {
	expect(readSeen('{"problem":"a"}')).toEqual({ problem: 'a' });
	for (const nonsense of ['', 'x', '[]', 'null', '3', null]) expect(readSeen(nonsense)).toBeNull();
});

describe('choosing', () => {
	const form = (keep = false) => {
		const data = new FormData();
		for (const [name, value] of [
			['problem', 'Mine.'],
			['title', 'My title'],
			['sites', 'a'],
			['choose:problem', 'saved'],
			['saved:problem', 'Theirs.'],
			['choose:title', 'mine'],
			['saved:title', 'Their title'],
			['choose:sites', 'saved'],
			['saved:sites', 'b'],
			['saved:sites', 'c']
		] as const)
			data.append(name, value);
		if (keep) data.append('keep', 'mine');
		return data;
	};

	test('takes field by field', () => {
		const chosen = withChoices(form(), [...fields, 'sites']);
		expect([chosen.get('problem'), chosen.get('title'), chosen.getAll('sites')]).toEqual([
			'Theirs.',
			'My title',
			['b', 'c']
		]);
	});

	test('keeps all of mine with one button', () => {
		const chosen = withChoices(form(true), [...fields, 'sites']);
		expect([chosen.get('problem'), chosen.getAll('sites')]).toEqual(['Mine.', ['a']]);
	});
});
