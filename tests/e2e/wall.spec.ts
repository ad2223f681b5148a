// What the application lets through: nothing to another district, nothing that another site sends, nothing without headers.
import { expect, type APIRequestContext, type APIResponse } from '@playwright/test';
import { test } from './journey.ts';
import {
	DEMONSTRATION_PASSWORD,
	demonstrationEmail,
	demonstrationPeople
} from '../../src/lib/people/demonstration.ts';
import { routes, signedIn, type Route } from './routes.ts';

const asPerson = async (
	playwright: { request: { newContext: (o: object) => Promise<APIRequestContext> } },
	baseURL: string,
	account: string
) =>
	signedIn(
		await playwright.request.newContext({ baseURL }),
		demonstrationEmail(account),
		DEMONSTRATION_PASSWORD
	);

let lead: APIRequestContext;
let admin: APIRequestContext;
let other: APIRequestContext;
let all: Route[];
/** what only the demonstration's own district may read */
let words: string[];

test.beforeAll(async ({ playwright, baseURL }) => {
	lead = await asPerson(playwright, baseURL!, 'lead');
	other = await asPerson(playwright, baseURL!, 'other');
	admin = await asPerson(playwright, baseURL!, 'admin');
	all = await routes(admin);
	const board = await (await lead.get('/pipeline')).text();
	const titles = [...board.matchAll(/<a [^>]*href="[./]*pilots\/[0-9a-f-]{36}"[^>]*>([^<]{12,})</g)].map(
		([, title]) => title!.trim()
	);
	expect(titles.length).toBeGreaterThan(3);
	// Two names stand in the examples of forms, which are the same for everyone.
	const people = demonstrationPeople.map(({ name }) => name).filter((name) => !/^(Maya|Tom) /.test(name));
	words = [...titles, ...people];
});

const ours = { 'sec-fetch-site': 'same-origin', accept: 'text/html' };
const addressOf = (path: string, action: string) => (action === 'default' ? path : `${path}?/${action}`);
const ofRecords = () => all.filter(({ record }) => record);

async function expectNoWords(answer: APIResponse, what: string) {
	const text = await answer.text();
	expect(
		words.filter((word) => text.includes(word)),
		what
	).toEqual([]);
}

test.describe('another district', () => {
	test('finds nothing at the address of a record that is not theirs', async () => {
		expect(ofRecords().length).toBeGreaterThan(3);
		for (const { id, path, page } of ofRecords()) {
			for (const address of page ? [path, `${path}/__data.json`] : [path]) {
				const answer = await other.get(address, { headers: page ? ours : {}, maxRedirects: 0 });
				const refused =
					address.endsWith('.json') && page
						? /"status":40[34]/.test(await answer.text())
						: // What only takes is no answer to somebody who asks.
							[403, 404, ...(page ? [] : [405])].includes(answer.status());
				expect(refused, `${id}: ${answer.status()}`).toBe(true);
				await expectNoWords(answer, id);
			}
		}
	});

	test('does nothing to it, whatever they send', async () => {
		const told = () =>
			Promise.all(
				ofRecords().map(async ({ path }) => {
					// A connection that was idle may be closed at the moment when it is used again.
					const text = await (await admin.get(`${path}/__data.json`, { maxRetries: 2 })).text();
					// The hour of the request and the id for a next comment are others each time.
					return {
						path,
						text: text.replace(
							/"(\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})"/g,
							''
						)
					};
				})
			);
		const before = await told();
		for (const { id, path, actions } of ofRecords()) {
			for (const action of actions) {
				const answer = await other.post(addressOf(path, action), {
					headers: ours,
					form: { note: 'Mine now.' },
					maxRedirects: 0,
					maxRetries: 2
				});
				expect([403, 404], `${id} ${action}: ${answer.status()}`).toContain(answer.status());
				await expectNoWords(answer, `${id} ${action}`);
			}
		}
		const after = await told();
		expect(after.filter(({ text }, at) => text !== before[at]!.text).map(({ path }) => path)).toEqual([]);
	});

	test('reads nothing of it on pages that everyone has', async () => {
		for (const { id, path } of all.filter(({ record }) => !record)) {
			const answer = await other.get(path, { headers: ours });
			expect(answer.status(), id).toBeLessThan(500);
			await expectNoWords(answer, id);
		}
	});
});

test.describe('another site', () => {
	const elsewhere: [string, Record<string, string>][] = [
		['another origin', { origin: 'https://elsewhere.example' }],
		['a hidden origin', { origin: 'null' }],
		['another site', { 'sec-fetch-site': 'cross-site' }],
		['a page elsewhere', { referer: 'https://elsewhere.example/' }],
		['nothing said', {}]
	];
	const bodies: [string, string][] = [
		['application/x-www-form-urlencoded', 'note=Mine'],
		['application/json', '{"note":"Mine"}'],
		['text/plain', 'Mine']
	];

	const methods = ['POST', 'PUT', 'PATCH', 'DELETE'];

	test('changes nothing at any address, wherever it says to be', async () => {
		const addresses = [
			...new Set(all.flatMap(({ path, actions }) => [path, ...actions.map((one) => addressOf(path, one))]))
		];
		expect(addresses.length).toBeGreaterThan(200);
		// Each site tries every address; methods and bodies take turns, so that each site tries each of them many times.
		for (const [site, [name, headers]] of elsewhere.entries()) {
			for (const [at, address] of addresses.entries()) {
				const method = methods[(at + site) % methods.length]!;
				const [type, data] = bodies[(at + site) % bodies.length]!;
				const what = `${name}: ${method} ${type} ${address}`;
				const answer = await lead.fetch(address, {
					method,
					data,
					headers: { ...headers, 'content-type': type },
					maxRedirects: 0,
					maxRetries: 2
				});
				expect(answer.status(), what).toBe(403);
				expect(await answer.text(), what).toContain('not sent by a page of Pilotage');
			}
		}
	});

	test('is no matter for a program that brings a token', async ({ playwright, baseURL }) => {
		const { cookies } = await lead.storageState();
		const kept = cookies
			.filter(({ name }) => /^sb-.+-auth-token/.test(name))
			.map(({ value }) => value)
			.join('');
		const { access_token } = JSON.parse(
			Buffer.from(decodeURIComponent(kept).replace(/^base64-/, ''), 'base64url').toString()
		);
		const program = await playwright.request.newContext({
			baseURL: baseURL!,
			extraHTTPHeaders: { authorization: `Bearer ${access_token}` }
		});
		const { path } = all.find(({ id }) => id === '/api/pilots/[id]/evidence')!;
		expect((await program.get(path)).status()).toBe(200);
		expect((await program.post(path, { headers: { origin: 'https://elsewhere.example' } })).status()).toBe(
			405
		);
	});
});

test('every answer has the headers that keep it to itself', async () => {
	const errors = ['/nowhere', '/pilots/not-an-id', '/pilots/%ff', '/__data.json'];
	for (const path of [...all.map((route) => route.path), ...errors]) {
		const answer = await lead.get(path, { headers: { accept: 'text/html' }, maxRedirects: 0 });
		const headers = answer.headers();
		const policy = headers['content-security-policy'] ?? '';
		expect(policy, path).toMatch(/frame-ancestors 'none'/);
		expect(policy, path).toMatch(/default-src '(self|none)'/);
		expect(policy, path).not.toMatch(/unsafe|\*|https?:/);
		expect(headers, path).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'same-origin',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-resource-policy': 'same-origin',
			'permissions-policy': expect.stringContaining('camera=()')
		});
		// Whether something changed is asked with a tag, which the browser has to keep.
		expect(headers['cache-control'], path).toMatch(
			path === '/api/changes' ? /^private, no-cache$/ : /no-store/
		);
		expect(headers['cache-control'], path).not.toMatch(/public|s-maxage/);
		expect(headers['vary'], path).toMatch(/cookie/i);
	}
});
