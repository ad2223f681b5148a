import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

const cell = (value: string | number | null) =>
	csvOf(['a', 'b'], [[value, 'x']])
		.split('\r\n')
		.slice(1)
		.join('\r\n');

test('figures stay figures, nothing is an empty cell', () => {
	expect(csvOf(['n', 'mean'], [[3, -0.5]])).toBe('n,mean\r\n3,-0.5\r\n');
	expect(cell(null)).toBe(',x\r\n');
	expect(cell(0)).toBe('0,x\r\n');
});

test('commas, quotes and lines are kept', () => {
	expect(cell('a, "b"\nc')).toBe('"a, ""b""\nc",x\r\n');
});

test.each([
	'=1+1',
	'+1',
	'-1',
	'@SUM(A1)',
	'\tx',
	'\rx',
	'\nx',
	' =1+1',
	'\n=1',
	'＝1',
	'=1\nsecond line',
	'=1\r\n2'
])('text that begins like a formula is text: %j', (text) => {
	expect(cell(text).replace(/^"/, '').startsWith(`'${text}`)).toBe(true);
});

test('a minus inside is no formula', () => {
	expect(cell('Grade 4-5')).toBe('Grade 4-5,x\r\n');
});
