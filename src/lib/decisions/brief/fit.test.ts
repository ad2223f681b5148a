import { expect, test } from 'vitest';
import { cut, sentence, type Block } from './block.ts';
import { fit } from './fit.ts';

const block = (key: string, ...texts: string[]): Block => ({
	key,
	heading: key,
	lines: texts.map((text) => ({ text }))
});
const many = (count: number) => Array.from({ length: count }, (_, at) => `Line ${at + 1}.`);
const texts = ({ lines }: Block) => lines.map(({ text }) => text);

test('what fits stands on the sheet, and there is no appendix', () => {
	const blocks = [block('first', 'One.', 'Two.'), block('second', 'Three.')];
	expect(fit(blocks, 30)).toEqual({ sheet: blocks, appendix: [] });
});

test('a long block gives up its last lines, so that those after it begin', () => {
	const { sheet, appendix } = fit([block('long', ...many(20)), block('after', 'Still here.')], 14);
	expect(texts(sheet[1]!)).toEqual(['Still here.']);
	const shown = sheet[0]!.lines.length - 1;
	expect(shown).toBeLessThan(14);
	expect(texts(sheet[0]!).at(-1)).toBe(`And ${20 - shown} more, in the appendix.`);
	expect(texts(appendix[0]!)).toEqual(many(20).slice(shown));
});

test('a text that is cut short is whole in the appendix, unless it has a sheet of its own', () => {
	const text = 'word '.repeat(100).trim();
	const cutShort = fit([{ key: 'a', heading: 'a', lines: [{ text }] }], 40);
	expect(cutShort.sheet[0]!.lines[0]!.text).toMatch(/word…$/);
	expect(cutShort.appendix[0]!.lines[0]!.text).toBe(text);
	expect(fit([{ key: 'a', heading: 'a', lines: [{ text, elsewhere: true }] }], 40).appendix).toEqual([]);
});

test('the first line of a block is told however little room there is', () => {
	const { sheet } = fit([block('a', ...many(30)), block('b', 'word '.repeat(60))], 4);
	expect(sheet.map(({ lines }) => lines.length > 0)).toEqual([true, true]);
});

test('texts are cut between words and end with a full stop', () => {
	expect(cut('one two three', 20)).toBe('one two three');
	expect(cut('one two three four', 14)).toBe('one two three…');
	expect(sentence(' It\n helps ')).toBe('It helps.');
	expect(sentence('Does it?')).toBe('Does it?');
});
