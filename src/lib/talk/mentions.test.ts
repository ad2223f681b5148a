import { describe, expect, test } from 'vitest';
import { complete, mentionAt, namesNobody, partsOf, suggest } from './mentions.ts';

const people = ['Ana Ruiz', 'Ana Ruiz Soto', 'José Ñúñez', 'Tom O’Neill'].map((name) => ({
	id: name,
	name,
	title: ''
}));

describe('a text with mentions', () => {
	const shown = (body: string, ...names: string[]) =>
		partsOf(body, names)
			.map(({ text, mention }) => (mention ? `[${text}]` : text))
			.join('');

	test.each([
		['Thanks @Tom O’Neill!', 'Thanks [@Tom O’Neill]!'],
		['@ana ruiz soto and @Ana Ruiz', '[@ana ruiz soto] and [@Ana Ruiz]'],
		['@Ana Ruizes, a@Ana Ruiz', '@Ana Ruizes, a@Ana Ruiz'],
		['@@Ana Ruiz', '@[@Ana Ruiz]'],
		['<b>@Ana Ruiz</b>', '<b>[@Ana Ruiz]</b>'],
		['@', '@'],
		['', '']
	])('%s', (body, parts) => {
		expect(shown(body, 'Ana Ruiz', 'Ana Ruiz Soto', 'Tom O’Neill')).toBe(parts);
	});

	test('loses nothing, whatever it is', () => {
		for (const body of ['@Ana Ruiz@Ana Ruiz', '@@@', 'a\n@Ana Ruiz\nb', '@Ana Ruiz'])
			expect(
				partsOf(body, ['Ana Ruiz'])
					.map(({ text }) => text)
					.join('')
			).toBe(body);
	});
});

describe('a name of nobody', () => {
	test.each([
		['Thanks @Ana Ruiz and @Somebody Else', true],
		['@somebody', true],
		['(@Somebody)', true],
		['@Ana Ruizes', true],
		['Thanks @Ana Ruiz, and @Ana Ruiz', false],
		['me@example.org, a@b', false],
		['@ 5 pm, @5, @@', false],
		['', false]
	])('%s', (body, nobody) => {
		expect(namesNobody(body, ['Ana Ruiz'])).toBe(nobody);
	});
});

describe('typing a mention', () => {
	test.each([
		['Hi @an', 6, { start: 3, typed: 'an' }],
		['Hi @Ana Ru', 10, { start: 3, typed: 'Ana Ru' }],
		['@', 1, { start: 0, typed: '' }],
		['Hi @an', 2, null],
		['a@b', 3, null],
		['@ ', 2, null],
		['@an\nb', 5, null],
		['', 0, null]
	])('%j at %i', (text, caret, mention) => {
		expect(mentionAt(text, caret)).toEqual(mention);
	});

	test.each([
		['an', ['Ana Ruiz', 'Ana Ruiz Soto']],
		['Ruiz s', ['Ana Ruiz Soto']],
		['nune', ['José Ñúñez']],
		['jose n', ['José Ñúñez']],
		['x', []],
		['', ['Ana Ruiz', 'Ana Ruiz Soto', 'José Ñúñez', 'Tom O’Neill']],
		['Tom O’Neill', []],
		['Ana Ruiz', ['Ana Ruiz', 'Ana Ruiz Soto']]
	])('%j could be %j', (typed, names) => {
		expect(suggest(people, typed).map(({ name }) => name)).toEqual(names);
	});

	test('puts the name in, and the caret after it', () => {
		expect(complete('Hi @an, look', { start: 3, typed: 'an' }, 'Ana Ruiz')).toEqual({
			text: 'Hi @Ana Ruiz, look',
			caret: 12
		});
		expect(complete('@an look', { start: 0, typed: 'an' }, 'Ana Ruiz')).toEqual({
			text: '@Ana Ruiz look',
			caret: 9
		});
		expect(complete('@an', { start: 0, typed: 'an' }, 'Ana Ruiz')).toEqual({ text: '@Ana Ruiz ', caret: 10 });
	});
});
