import { expect, test } from 'vitest';
import {
	fieldOf,
	keyFor,
	questionsIn,
	ROOM,
	valuesIn,
	valuesOf,
	valuesOfSet,
	type QuestionValues
} from './set-form.ts';
import type { Question } from './review-schema.ts';

const question = (key: string, more: Partial<Question> = {}): Question => ({
	...{ key, text: `Is ${key} settled?`, why: 'It matters.', kind: 'choice', from: 'low' },
	...{ required: true, concern: 'no', note_on: ['no'], link_on: [], ...more }
});
const set = [
	question('one'),
	question('two', { from: 'high', concern: null }),
	question('three', { kind: 'text' })
];
const meant = (values: QuestionValues[]) => questionsIn(values).map(({ question }) => question);

function form(values: QuestionValues[]) {
	const data = new FormData();
	data.set('count', String(values.length));
	for (const [at, value] of values.entries())
		for (const [name, given] of Object.entries(value)) {
			const field = fieldOf(at, name as keyof QuestionValues);
			if (Array.isArray(given)) for (const one of given) data.append(field, one);
			else if (given === true) data.set(field, 'yes');
			else if (given !== false) data.set(field, given);
		}
	return data;
}

test('a set goes through its form and comes back as it was', () => {
	const values = valuesOfSet(set);
	expect(values).toHaveLength(set.length + ROOM);
	expect(valuesIn(form(values))).toEqual(values);
	expect(meant(values)).toEqual(set);
});

test('questions are moved by their place, taken out, and added in the room below', () => {
	const values = valuesOfSet(set);
	values[0]!.place = '2.5';
	values[1]!.out = true;
	values[4] = { ...valuesOf(null, 1), place: '1', text: ' Is “Zoë’s” tool settled? ' };
	const found = questionsIn(values);
	expect(found.map(({ question, at }) => [question.key, at])).toEqual([
		['is_zoe_s_tool_settled', 4],
		['one', 0],
		['three', 2]
	]);
	expect(found[0]!.question.text).toBe('Is “Zoë’s” tool settled?');
});

test('an emptied question is not left out in silence: the database says that it needs words', () => {
	const values = valuesOfSet(set);
	values[0]!.text = ' ';
	expect(meant(values)[0]).toMatchObject({ key: 'one', text: '' });
});

test.each([
	['Is it ruled out?', [], 'is_it_ruled_out'],
	['Is it ruled out?', ['is_it_ruled_out'], 'is_it_ruled_out_2'],
	['¿…?', [], 'question'],
	['x'.repeat(80), [], 'x'.repeat(50)]
])('the key for %s beside %o', (text, taken, key) => {
	expect(keyFor(text, new Set(taken))).toBe(key);
});
