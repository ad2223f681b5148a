import { isHttpError, isRedirect } from '@sveltejs/kit';
import { describe, expect, test } from 'vitest';

type Handler = (event: unknown) => unknown;
type Module = { load?: Handler; actions?: Record<string, Handler> } & Record<string, unknown>;

const modules = import.meta.glob<Module>(
	['./**/+page.server.ts', './**/+layout.server.ts', './**/+server.ts'],
	{
		eager: true
	}
);

/** Open to everyone, each with its reason. */
const open: Record<string, string> = {
	'./+layout.server.ts load': 'shows who is signed in, and reads nothing else',
	'./sign-in/+page.server.ts load': 'the way in',
	'./sign-in/+page.server.ts default': 'the way in',
	'./sign-out/+server.ts POST': 'ends the session of whoever asks',
	'./theme/+server.ts POST': 'keeps a colour scheme in a cookie',
	'./stranger/+page.server.ts load': 'for accounts without a person',
	'./sign-in/google/+server.ts GET': 'the way in',
	'./sign-in/callback/+server.ts GET': 'the way in',
	'./auth/v1/callback/+server.ts GET': 'hands Google’s answer on to the API',
	'./join/[token]/+page.server.ts load': 'guarded by the token of an invitation',
	'./join/[token]/+page.server.ts join': 'guarded by the token of an invitation',
	'./join/[token]/+page.server.ts accept':
		'guarded by the token of an invitation, and the account’s own address',
	'./partner/[token]/+page.server.ts load': 'guarded by the token of a mail to a partner contact',
	'./partner/[token]/+page.server.ts answer': 'guarded by the token of a mail to a partner contact',
	'./calendar/[token].ics/+server.ts GET': 'guarded by the token of somebody’s calendar',
	'./stop/[token]/+page.server.ts load': 'guarded by the token of a mail',
	'./stop/[token]/+page.server.ts default': 'guarded by the token of a mail',
	'./forgot/+page.server.ts default': 'answers the same to everyone',
	'./reset/+page.server.ts load': 'shows a form and reads nothing',
	'./reset/+page.server.ts default': 'guarded by the link of a mail',
	'./account/email/+page.server.ts load': 'shows a button and reads nothing',
	'./account/email/+page.server.ts default': 'guarded by the link of a mail',
	'./welcome/+page.server.ts load': 'asks whether a first admin is awaited',
	'./welcome/+page.server.ts default': 'guarded by the code that the console printed',
	'./healthz/+server.ts GET': 'says that the process is up',
	'./readyz/+server.ts GET': 'says whether the database answers'
};

const handlers = Object.entries(modules).flatMap(([file, module]) => [
	...(module.load ? [[`${file} load`, module.load] as const] : []),
	...Object.entries(module.actions ?? {}).map(([name, action]) => [`${file} ${name}`, action] as const),
	...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'fallback']
		.filter((method) => module[method])
		.map((method) => [`${file} ${method}`, module[method] as Handler] as const)
]);

/** A request of somebody who is not signed in, to a database that must not be asked. */
function strangersEvent(signedIn: boolean) {
	const untouchable = new Proxy(
		{},
		{
			get: (_, name) => {
				throw new Error(`asked the database (${String(name)}) before the guard`);
			}
		}
	);
	const url = new URL('http://localhost/somewhere');
	return {
		url,
		params: { id: crypto.randomUUID(), meeting: crypto.randomUUID() },
		locals: { me: null, signedIn, theme: 'system', supabase: untouchable },
		request: new Request(url, { method: 'POST', body: new FormData() }),
		cookies: { get: () => undefined, getAll: () => [], set: () => {}, delete: () => {} },
		setHeaders: () => {},
		depends: () => {},
		parent: async () => ({}),
		isDataRequest: false
	};
}

async function outcome(handler: Handler, signedIn: boolean): Promise<string> {
	try {
		const answer = await handler(strangersEvent(signedIn));
		return answer instanceof Response ? String(answer.status) : 'let in';
	} catch (thrown) {
		if (isRedirect(thrown)) return thrown.location.split('?')[0]!;
		if (isHttpError(thrown)) return String(thrown.status);
		throw thrown;
	}
}

describe('every load and every action has a guard of its own', () => {
	const guarded = handlers.filter(([name]) => !(name in open));

	test('there are some, and the list of open ones names nothing that is gone', () => {
		expect(guarded.length).toBeGreaterThan(10);
		expect(Object.keys(open).filter((name) => !handlers.some(([known]) => known === name))).toEqual([]);
	});

	test.each(guarded)('%s turns away who is not signed in', async (_, handler) => {
		expect(['/sign-in', '401']).toContain(await outcome(handler, false));
	});

	test.each(guarded)('%s turns away an account without a person', async (_, handler) => {
		expect(['/stranger', '401', '403']).toContain(await outcome(handler, true));
	});
});
