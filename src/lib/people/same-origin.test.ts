import { describe, expect, test } from 'vitest';
import { maySend } from './same-origin.ts';

const OURS = 'https://pilotage.example';
const sent = (method: string, headers: Record<string, string>) =>
	maySend(new Request(`${OURS}/pilots/new`, { method, headers }), OURS);

describe.each(['POST', 'PUT', 'PATCH', 'DELETE', 'QUERY'])('%s', (method) => {
	test.each([
		['our origin', { origin: OURS }],
		['our origin, whatever the rest says', { origin: OURS, 'sec-fetch-site': 'cross-site' }],
		['no origin, but this site', { 'sec-fetch-site': 'same-origin' }],
		['no origin, but a page of ours', { referer: `${OURS}/pilots/new?step=2` }],
		['a token of the caller’s own', { authorization: 'Bearer x', origin: 'https://elsewhere.example' }]
	])('passes with %s', (_, headers) => {
		expect(sent(method, headers as Record<string, string>)).toBe(true);
	});

	test.each([
		['nothing', {}],
		['another origin', { origin: 'https://elsewhere.example' }],
		['a hidden origin', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
		['our name with another scheme', { origin: 'http://pilotage.example' }],
		['our name with another port', { origin: `${OURS}:8443` }],
		['a name that begins like ours', { origin: `${OURS}.elsewhere.example` }],
		['another origin and a page of ours', { origin: 'https://elsewhere.example', referer: `${OURS}/` }],
		['a sibling site', { 'sec-fetch-site': 'same-site' }],
		['another site', { 'sec-fetch-site': 'cross-site', referer: `${OURS}/` }],
		['a page of another site', { referer: `https://elsewhere.example/?${OURS}` }],
		['no address at all', { referer: 'nonsense' }],
		['another kind of authorization', { authorization: 'Basic x' }],
		['JSON, which no form can send', { 'content-type': 'application/json' }]
	])('is refused with %s', (_, headers) => {
		expect(sent(method, headers as Record<string, string>)).toBe(false);
	});
});

test.each(['GET', 'HEAD', 'OPTIONS'])('%s reads, and passes from anywhere', (method) => {
	expect(sent(method, { origin: 'https://elsewhere.example' })).toBe(true);
});

describe('the button of a mail program', () => {
	const pressed = (path: string, headers: Record<string, string>, method = 'POST') =>
		maySend(new Request(`${OURS}${path}`, { method, headers }), OURS);

	test('stops mails by the token alone, from anywhere', () => {
		expect(pressed('/stop/abc', {})).toBe(true);
		expect(pressed('/stop/abc', { origin: 'https://mail.example' })).toBe(true);
	});

	test.each([
		['with the cookies of a session', '/stop/abc', { cookie: 'sb-x-auth-token=1' }, 'POST'],
		['at another address', '/account', {}, 'POST'],
		['below it', '/stop/abc/other', {}, 'POST'],
		['beside it', '/stopped/abc', {}, 'POST'],
		['by another method', '/stop/abc', {}, 'DELETE']
	])('does nothing %s', (_, path, headers, method) => {
		expect(pressed(path, headers as Record<string, string>, method)).toBe(false);
	});
});
