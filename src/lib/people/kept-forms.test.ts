import { beforeEach, describe, expect, test, vi } from 'vitest';

const asked = vi.hoisted(() => [] as { name: string; args: Record<string, unknown> }[]);
vi.mock('#lib/db/clients.server.ts', () => ({ serverClient: () => client(true) }));

const { keptForms } = await import('./kept-forms.server.ts');

/** A database that says yes to everything, and remembers what it was asked. */
function client(answer: unknown) {
	return {
		rpc: async (name: string, args: Record<string, unknown>) => {
			asked.push({ name, args });
			return { data: answer, error: null };
		}
	};
}

beforeEach(() => void asked.splice(0));

const SUB = '8a3d2c1e-0000-4000-8000-123456789abc';
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const SESSION = `sb-1-auth-token=base64-${part({ access_token: `${part({})}.${part({ sub: SUB })}.x` })}`;
const TOKEN = 'a'.repeat(43);

const toSignIn = () => new Response(null, { status: 303, headers: { location: '/sign-in?back=%2Fx' } });
const enhanced = () => Response.json({ type: 'redirect', status: 303, location: '/sign-in?back=%2Fx' });
const onwards = () => new Response(null, { status: 303, headers: { location: '/pilots/1' } });

type Sent = { cookie?: string; body?: URLSearchParams | string; me?: object | null; kept?: string };

/** Sends a form through the handle to a page that answers so. */
async function send(answer: () => Response, { cookie = SESSION, body, me = null, kept = '' }: Sent = {}) {
	const url = new URL('http://localhost/pilots/1/edit?/save');
	const event = {
		url,
		route: { id: '/pilots/[id]/edit' },
		request: new Request(url, {
			method: 'POST',
			headers: cookie ? { cookie } : {},
			body: body ?? new URLSearchParams({ title: 'A tutor', password: 'hidden' })
		}),
		locals: { me, supabase: client(true) },
		cookies: {
			get: () => kept,
			serialize: (name: string, value: string) => `${name}=${value}; HttpOnly`
		}
	};
	return await keptForms({ event, resolve: answer } as never);
}

const EXPECTED = {
	name: 'keep_form',
	args: {
		token: expect.stringMatching(/^[\w-]{43}$/),
		account: SUB,
		path: '/pilots/1/edit?/save',
		fields: [
			['title', 'A tutor'],
			['password', null]
		]
	}
};

describe('a form of a session that is over', () => {
	test('is kept, and leads to sign in and back to it', async () => {
		const response = await send(toSignIn);
		expect(asked).toEqual([EXPECTED]);
		expect(response.status).toBe(303);
		expect(response.headers.get('location')).toBe('/sign-in?back=%2Fkept');
		expect(response.headers.get('set-cookie')).toMatch(/^kept=[\w-]{43}; HttpOnly$/);
	});

	test('that a script sent does the same', async () => {
		const response = await send(enhanced);
		expect(asked).toEqual([EXPECTED]);
		expect(await response.json()).toMatchObject({ type: 'redirect', location: '/sign-in?back=%2Fkept' });
	});

	test('joins those that wait, five at most', async () => {
		const response = await send(toSignIn, { kept: Array(5).fill(TOKEN).join('.') });
		expect(response.headers.get('set-cookie')!.split('.')).toHaveLength(5);
	});

	test.each<[string, () => Response, Sent]>([
		['nobody’s, who had no session', toSignIn, { cookie: 'theme=dark' }],
		['signing out', () => new Response(null, { status: 303, headers: { location: '/sign-in' } }), {}],
		['too large', toSignIn, { body: new URLSearchParams({ text: 'x'.repeat(200_001) }) }],
		['no form', toSignIn, { body: '{"title":"A tutor"}' }],
		['a page that needs no person', onwards, {}]
	])('is not kept where it is %s', async (_, answer, sent) => {
		const response = await send(answer, sent);
		expect(asked).toEqual([]);
		expect(response.headers.get('set-cookie')).toBeNull();
	});
});

describe('a form that was kept', () => {
	test('goes once it is sent', async () => {
		await send(onwards, { me: {}, kept: TOKEN });
		const { path, fields } = EXPECTED.args;
		expect(asked).toEqual([{ name: 'take_kept_form', args: { token: TOKEN, path, fields } }]);
	});

	test.each([
		['refused', () => new Response('', { status: 400 })],
		['broken', () => new Response('', { status: 500 })]
	])('stays where it was %s', async (_, answer) => {
		await send(answer, { me: {}, kept: TOKEN });
		expect(asked).toEqual([]);
	});

	test('costs nothing where none waits', async () => {
		await send(onwards, { me: {} });
		expect(asked).toEqual([]);
	});
});
