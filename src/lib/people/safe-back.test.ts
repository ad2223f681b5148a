import { expect, test } from 'vitest';
import { safeBack } from './safe-back.ts';

test.each(['/', '/pilots/1/plan?tab=goals#top', '/strategy?search=a%09b', '/kept'])(
	'%j is a page of ours',
	(path) => {
		expect(safeBack(path)).toBe(path);
	}
);

test.each([
	'//elsewhere.org',
	'/\\elsewhere.org',
	'\\\\elsewhere.org',
	'/\t/elsewhere.org',
	'/\n/elsewhere.org',
	'/\r\n\\elsewhere.org',
	'\t//elsewhere.org',
	'https://elsewhere.org',
	'javascript:alert(1)',
	'elsewhere',
	'/sign-in?back=/sign-in',
	'',
	null
])('%j is none', (given) => {
	const path = safeBack(given);
	expect(path).toBe('/');
	expect(new URL(path, 'https://ours.org').origin).toBe('https://ours.org');
});
