import { expect, test } from 'vitest';
import { packed, previewOf, unpacked, type Verdict } from './import-preview.ts';

const row = (email: string, on: string | null = '2026-03-12') => ({ email, name: '', module: 'AI-1', on });

test('a preview shows first what there is to look at, and sends what is right', () => {
	const rows = [row('a@x.org'), row('b@x.org', null), row('c@x.org'), row('d@x.org')];
	const verdicts: Verdict[] = [
		{ row: 1, state: 'recorded', person: 'Ann', module: 'Basics' },
		{ row: 2, state: 'bad date' },
		{ row: 3, state: 'waits' },
		{ row: 4, state: 'known' }
	];
	const preview = previewOf(rows, ['3/12/2026', 'soon', '', ''], verdicts, []);
	expect(preview).toMatchObject({ right: 2, wrong: 1, left_off: 0, counts: { recorded: 1, known: 1 } });
	expect(preview.rows.map(({ row }) => row)).toEqual([2, 3, 4, 1]);
	expect(preview.rows[0]).toMatchObject({ who: 'b@x.org', given: 'AI-1', date: 'soon' });
	expect(preview.rows[3]).toMatchObject({ who: 'Ann', given: 'Basics' });
	expect(unpacked(preview.sent)).toEqual([rows[0], rows[2]]);
});

test('a long list is shown in part, and sent whole', () => {
	const rows = Array.from({ length: 1000 }, (_, i) => row(`n${i}@x.org`));
	const verdicts = rows.map((_, i): Verdict => ({ row: i + 1, state: 'recorded' }));
	const preview = previewOf(rows, [], verdicts, []);
	expect([preview.rows.length, preview.left_off, unpacked(preview.sent)!.length]).toEqual([300, 700, 1000]);
});

test.each(['', '{}', '[]', '[[1,2,3,4]]', '[["a","b","c"]]', '[["a","b","c",null]]', 'nonsense'])(
	'what no form of ours sends is nothing: %s',
	(text) => {
		expect(unpacked(text)).toBeNull();
	}
);

test('what is packed is what was there', () => {
	expect(unpacked(packed([row('"a",b@x.org')]))).toEqual([row('"a",b@x.org')]);
});
