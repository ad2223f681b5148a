import type { Handle, RequestEvent } from '@sveltejs/kit';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { handle } from './hooks.server.ts';

// Kit's own asks for the request that it has under way; the order is the same.
vi.mock('@sveltejs/kit/hooks', () => ({
	sequence:
		(...handles: Handle[]): Handle =>
		({ event, resolve }) =>
			handles.reduceRight<typeof resolve>(
				(next, one) => (asked) => one({ event: asked, resolve: next }),
				resolve
			)(event)
}));

afterEach(() => vi.restoreAllMocks());

type Asked = { method?: string; headers?: Record<string, string>; at?: string; cookies?: { name: string }[] };

/** Sends a request through all handles, to a page that answers like this. */
async function answer(
	asked: Asked = {},
	resolve: () => Promise<Response> = async () => new Response('A page')
) {
	const url = new URL(asked.at ?? 'http://localhost:3000/pipeline');
	const event = {
		url,
		request: new Request(url, { method: asked.method ?? 'GET', headers: asked.headers ?? {} }),
		route: { id: '/healthz' },
		locals: {},
		cookies: { get: () => undefined, getAll: () => asked.cookies ?? [] },
		isDataRequest: false
	} as unknown as RequestEvent;
	return await handle({ event, resolve });
}

const always = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': expect.stringContaining('camera=()'),
	'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
	'cache-control': 'private, no-store',
	vary: expect.stringContaining('cookie')
};
const html = { accept: 'text/html' };

describe('every answer has its headers', () => {
	test.each<[string, Asked, (() => Promise<Response>)?]>([
		['a page', {}],
		['a refusal of something sent from elsewhere', { method: 'POST', headers: html }],
		['a redirect', {}, async () => new Response(null, { status: 303, headers: { location: '/sign-in' } })],
		[
			'a failure before any page could answer',
			{ headers: html },
			() => Promise.reject(new Error('The database did not say who is asking.'))
		]
	])('%s', async (_, asked, resolve) => {
		vi.spyOn(console, 'error').mockImplementation(() => {});
		const response = await answer(asked, resolve);
		expect(Object.fromEntries(response.headers)).toMatchObject(always);
	});

	test('a policy that Kit wrote with its nonce stays, and so does what a route says of caches', async () => {
		const own = { 'content-security-policy': "script-src 'nonce-x'", 'cache-control': 'no-cache' };
		const response = await answer({}, async () => new Response('A page', { headers: own }));
		expect(Object.fromEntries(response.headers)).toMatchObject(own);
	});

	test('browsers are told to come by https again, where they did', async () => {
		expect((await answer()).headers.get('strict-transport-security')).toBeNull();
		const secure = await answer({ at: 'https://pilotage.example/pipeline' });
		expect(secure.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}$/);
	});
});

describe('what fails before any page could answer', () => {
	const fails = () => Promise.reject(new Error('secret reason'));

	test('is told with a number that is logged with the reason', async () => {
		const log = vi.spyOn(console, 'error').mockImplementation(() => {});
		const response = await answer({ headers: { accept: 'application/json' } }, fails);
		expect(response.status).toBe(500);
		const { id, message } = await response.json();
		expect(message).not.toContain('secret');
		expect(JSON.parse(log.mock.calls[0]![0])).toMatchObject({
			id,
			reason: expect.stringContaining('secret')
		});
	});

	test('is a page for people', async () => {
		vi.spyOn(console, 'error').mockImplementation(() => {});
		const text = await (await answer({ headers: html }, fails)).text();
		expect(text).toContain('<h1>That did not work</h1>');
		expect(text).not.toMatch(/%sveltekit|secret/);
	});
});

test('what is sent from elsewhere reaches nothing', async () => {
	const resolve = vi.fn(async () => new Response('Done'));
	for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
		const response = await answer({ method, headers: { origin: 'https://elsewhere.example' } }, resolve);
		expect(response.status, method).toBe(403);
	}
	expect(resolve).not.toHaveBeenCalled();
	await answer({ method: 'POST', headers: { origin: 'http://localhost:3000' } }, resolve);
	expect(resolve).toHaveBeenCalledOnce();
});
