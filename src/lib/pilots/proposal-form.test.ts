import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fieldFor, limits, stepAfter, stepFor, stepOf, steps } from './proposal.ts';
import { stepChosen, stepsDone } from './proposal-form.ts';
import { readProposal } from './proposal-reading.ts';
import { proposalSchema } from './proposal-schema.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'aaaaaaaa-0000-4000-8000-000000000002';

function form(...pairs: [string, string][]): FormData {
	const data = new FormData();
	for (const [name, value] of pairs) data.append(name, value);
	return data;
}

describe('a step of the form', () => {
	test('names its own fields alone', () => {
		const read = readProposal(
			form(['title', ' Letters '], ['problem', 'a\r\nb'], ['tools', 'x']),
			stepOf('problem')
		);
		expect(read.ok && read.proposal).toEqual({ title: 'Letters', problem: 'a\nb' });
	});

	test('with nothing ticked clears a list, and with no answer changes no answer', () => {
		const places = readProposal(form(['objectives', A], ['objectives', B]), stepOf('strategy'));
		expect(places.ok && places.proposal).toEqual({ objectives: [A, B], sites: [] });
		const students = readProposal(form(['under_13', 'no'], ['personal_data', 'yes']), stepOf('students'));
		expect(students.ok && students.proposal).toEqual({ under_13: false, personal_data: true });
	});

	test('that is too long says so, and keeps every character', () => {
		const title = 'x'.repeat(10_000);
		const read = readProposal(form(['title', title], ['problem', 'p']), stepOf('problem'));
		expect(read.values).toEqual({ title, problem: 'p' });
		expect(!read.ok && read.errors.title).toMatch(/^The title can have 120 characters and has 10,000\./);
	});

	test('needs a title, and nothing else', () => {
		expect(readProposal(form(['title', '  ']), stepOf('problem')).ok).toBe(false);
		expect(readProposal(form(['title', 'A'], ['problem', '']), stepOf('problem')).ok).toBe(true);
	});

	test('refuses what no form of ours sends', () => {
		expect(readProposal(form(['objectives', 'x']), stepOf('strategy')).ok).toBe(false);
		expect(readProposal(form(['kind', 'magic']), stepOf('tool')).ok).toBe(false);
		expect(readProposal(form(['uses', 'homework']), stepOf('care')).ok).toBe(false);
	});
});

describe('uses and tools', () => {
	const care = (...ticked: string[]) =>
		readProposal(form(...ticked.map((use): [string, string] => ['uses', use])), stepOf('care'));

	test('nothing ticked is no answer, and none of them is one', () => {
		const [open, none, some] = [care(), care('none'), care('grading', 'placement')];
		expect(open.ok && open.proposal.uses).toBeUndefined();
		expect(none.ok && none.proposal.uses).toEqual([]);
		expect(some.ok && some.proposal.uses).toEqual(['grading', 'placement']);
	});

	test('none of them goes with no other', () => {
		const both = care('none', 'grading');
		expect(!both.ok && both.errors.uses).toMatch(/None of these/);
		expect(both.values.uses).toEqual(['none', 'grading']);
	});

	test('tools stand one a line, at most five', () => {
		const read = (typed: string) =>
			readProposal(form(['kind', 'operations'], ['tools', typed]), stepOf('tool'));
		const two = read(' A \r\n\r\nB\nA');
		expect(two.ok && two.proposal.tools).toEqual(['A', 'B']);
		expect(read('1\n2\n3\n4\n5\n6').ok).toBe(false);
		expect(read('x'.repeat(201)).ok).toBe(false);
	});
});

describe('the steps', () => {
	test('are done when all is answered but what may stay empty', () => {
		expect(stepsDone({ kind: 'operations', tools: '', title: 'A', problem: 'B', who_affected: '' })).toEqual([
			'tool'
		]);
		expect(stepsDone({ title: 'A', problem: 'B', who_affected: 'C', objectives: [], sites: ['x'] })).toEqual([
			'problem'
		]);
	});

	test('hold each field once', () => {
		expect(steps.flatMap(({ fields }) => [...fields]).toSorted()).toEqual(
			Object.keys(proposalSchema.shape).toSorted()
		);
	});

	test('follow one another, and an unknown one is the first', () => {
		expect(stepAfter('problem')).toBe('benefit');
		expect(stepAfter('check')).toBe('check');
		expect(stepOf('nowhere').key).toBe('problem');
	});

	test('are found for what the gate asks', () => {
		expect(stepFor('objective')).toBe('strategy');
		expect(fieldFor('site')).toBe('sites');
		expect(stepFor('template')).toBe('tool');
		expect(stepFor('how_we_know')).toBe('benefit');
	});

	test('lead where the button says', () => {
		expect(stepChosen(form(['step', 'problem']))).toBe('benefit');
		expect(stepChosen(form(['step', 'problem'], ['then', 'check']))).toBe('check');
		expect(stepChosen(form(['step', 'problem'], ['then', 'close']))).toBe('close');
	});
});

test('the limits are those of the database', () => {
	const file = new URL('../../../supabase/migrations/20261123000400_pilots.sql', import.meta.url);
	const sql = readFileSync(file, 'utf8');
	for (const [field, most] of Object.entries(limits)) {
		expect(sql).toMatch(
			new RegExp(`\\t${field} text .*length\\((trim\\()?${field}\\)?\\) (<=|between 1 and) ${most}\\)`)
		);
	}
});
