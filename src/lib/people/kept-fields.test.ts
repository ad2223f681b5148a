import { describe, expect, test } from 'vitest';
import { accountOf, fieldsOf } from './kept-fields.ts';

function form(...entries: [string, string | Blob][]): FormData {
	const data = new FormData();
	for (const [name, value] of entries) data.append(name, value);
	return data;
}

describe('what is kept of a form', () => {
	test('its text, in its order, names twice where they are twice', () => {
		expect(fieldsOf(form(['title', 'A\r\nB'], ['site', '1'], ['site', '2']))).toEqual([
			['title', 'A\nB'],
			['site', '1'],
			['site', '2']
		]);
	});

	test('no file, and no secret', () => {
		expect(
			fieldsOf(
				form(
					['name', 'Maya'],
					['photo', new Blob(['x'])],
					...['password', 'current_password', 'newPassword', 'code', 'token'].map(
						(name): [string, string] => [name, 'hidden-away']
					)
				)
			)
		).toEqual([
			['name', 'Maya'],
			['password', null],
			['current_password', null],
			['newPassword', null],
			['code', null],
			['token', null]
		]);
	});

	test('nothing of what is too large, or says nothing', () => {
		expect(fieldsOf(form(['text', 'ä'.repeat(100_001)]))).toBeNull();
		expect(fieldsOf(form(['text', 'a'.repeat(199_990)]))).not.toBeNull();
		expect(fieldsOf(form(['text', ''], ['password', 'x']))).toBeNull();
		expect(fieldsOf(form())).toBeNull();
	});
});

describe('whose session it was', () => {
	const sub = '8a3d2c1e-0000-4000-8000-123456789abc';
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const token = `${part({ alg: 'HS256' })}.${part({ aud: 'x', sub, email: 'josé@x' })}.c2lnbmF0dXJl`;
	const cookie = `base64-${part({ access_token: token, user: { id: 'other', name: 'Ñ'.repeat(500) } })}`;

	test('is read from its cookie, whole or in pieces', () => {
		expect(accountOf([{ name: 'sb-127-auth-token', value: cookie }])).toBe(sub);
		const pieces = [cookie.slice(0, 90), cookie.slice(90, 200), cookie.slice(200)];
		const cookies = pieces.map((value, i) => ({ name: `sb-127-auth-token.${i}`, value })).toReversed();
		expect(accountOf([{ name: 'theme', value: 'dark' }, ...cookies])).toBe(sub);
	});

	test('even where its end was tampered with', () => {
		const value = cookie.slice(0, -40) + 'A'.repeat(40);
		expect(accountOf([{ name: 'sb-127-auth-token', value }])).toBe(sub);
	});

	test.each(['', 'base64-', 'base64-%%%', 'base64-nonsense', '{"access_token":"a.b.c"}'])(
		'is nobody’s in %s',
		(value) => {
			expect(accountOf([{ name: 'sb-127-auth-token', value }])).toBeNull();
		}
	);

	test('a verifier of another sign-in is no session', () => {
		expect(accountOf([{ name: 'sb-127-auth-token-code-verifier', value: cookie }])).toBeNull();
		expect(accountOf([])).toBeNull();
	});
});
