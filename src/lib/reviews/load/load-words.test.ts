import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fieldInWords, medianInWords, missingInWords } from './load-words.ts';

test('every field that opens reviews again has words', () => {
	const sql = readFileSync(
		new URL('../../../../supabase/migrations/20261130000100_tools.sql', import.meta.url),
		'utf8'
	);
	const [, list = ''] = /from \(values\n([\s\S]*?)\n\) t \(field, specialties\)/.exec(sql) ?? [];
	const keys = [...list.matchAll(/\('([a-z_0-9]+)', '\{/g)].map(([, key]) => key!);
	expect(keys).toHaveLength(14);
	for (const key of keys) {
		const plain = key.replaceAll('_', ' ');
		expect(fieldInWords(key), key).not.toBe(plain.charAt(0).toUpperCase() + plain.slice(1));
	}
	expect(fieldInWords('something_new')).toBe('Something new');
	expect(fieldInWords('constructor')).toBe('Constructor');
});

test.each([
	[null, '–'],
	[0, 'Under a day'],
	[0.9, 'Under a day'],
	[1, '1\u00a0day'],
	[2.5, '2.5\u00a0days']
])('a median of %s days is %s', (median_days, words) => {
	expect(medianInWords({ median_days })).toBe(words);
});

test('a specialty that nobody holds is said with what waits for it', () => {
	expect(missingInWords({ specialty: 'privacy', reviews: 1 })).toMatch(
		/^1\s?review for privacy waits, and nobody active reviews privacy\.$/
	);
	expect(missingInWords({ specialty: 'privacy', reviews: 3 })).toMatch(/^3\sreviews for privacy wait,/);
});
