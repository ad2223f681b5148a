import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startBackend } from './server.js';

const data = mkdtempSync(join(tmpdir(), 'pilotage-google-'));
const origin = 'http://localhost:3999';
let backend: Awaited<ReturnType<typeof startBackend>>;

/** Who signs in at the Google of these tests. */
let account = { id: '1', email: '', verified_email: true };

beforeAll(async () => {
	process.env.LITE_TELEMETRY = '0';
	vi.spyOn(console, 'error').mockImplementation(() => {});
	const real = globalThis.fetch;
	vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
		const { hostname } = new URL(input instanceof Request ? input.url : input);
		if (hostname === 'oauth2.googleapis.com')
			return Response.json({ access_token: 'x', token_type: 'Bearer' });
		if (hostname === 'www.googleapis.com') return Response.json(account);
		return real(input, init);
	});
	backend = await startBackend({
		data,
		databaseUrl: undefined,
		port: 0,
		opens: 'empty',
		appUrl: origin,
		google: { clientId: 'client', secret: 'secret', redirectUri: `${origin}/auth/v1/callback` }
	});
	await backend.database.rows(
		`insert into public.people (district_id, email, name) select id, 'ines@district.example', 'Ines' from public.districts`
	);
	await backend.database.rows(`select private.invite(id, id) from public.people where name = 'Ines'`);
}, 120_000);

afterAll(async () => {
	vi.unstubAllGlobals();
	await backend.stop();
	rmSync(data, { recursive: true, force: true });
});

/** What the application does, with a browser that follows. */
async function signIn(): Promise<{ client: SupabaseClient; answer: URLSearchParams }> {
	const kept = new Map<string, string>();
	const client = createClient(backend.url, backend.keys.publishableKey, {
		auth: {
			flowType: 'pkce',
			autoRefreshToken: false,
			detectSessionInUrl: false,
			storage: {
				getItem: (key) => kept.get(key) ?? null,
				setItem: (key, value) => void kept.set(key, value),
				removeItem: (key) => void kept.delete(key)
			}
		}
	});
	const started = await client.auth.signInWithOAuth({
		provider: 'google',
		options: { redirectTo: `${origin}/sign-in/callback?back=%2Fpipeline`, skipBrowserRedirect: true }
	});
	const toGoogle = await fetch(started.data.url!, { redirect: 'manual' });
	const google = new URL(toGoogle.headers.get('location')!);
	expect(google.hostname).toBe('accounts.google.com');
	expect(google.searchParams.get('redirect_uri')).toBe(`${origin}/auth/v1/callback`);
	const back = await fetch(
		`${backend.url}/auth/v1/callback?code=given&state=${google.searchParams.get('state')}`,
		{ redirect: 'manual' }
	);
	const next = new URL(back.headers.get('location')!);
	expect(`${next.origin}${next.pathname}`).toBe(`${origin}/sign-in/callback`);
	expect(next.searchParams.get('back')).toBe('/pipeline');
	return { client, answer: next.searchParams };
}

const accounts = () => backend.database.rows('select email from auth.users');

test(
	'Google lets in who was invited, by a verified address, and nobody else',
	{ timeout: 120_000 },
	async () => {
		account = { id: '1', email: 'eve@elsewhere.example', verified_email: true };
		const eve = await signIn();
		expect(eve.answer.get('error')).toBe('server_error');
		expect(eve.answer.get('code')).toBeNull();

		account = { id: '2', email: 'ines@district.example', verified_email: false };
		expect((await signIn()).answer.get('error')).not.toBeNull();
		expect(await accounts()).toEqual([]);

		account = { id: '3', email: 'Ines@District.example', verified_email: true };
		const ines = await signIn();
		const { error } = await ines.client.auth.exchangeCodeForSession(ines.answer.get('code')!);
		expect(error).toBeNull();
		expect((await ines.client.rpc('me')).data).toMatchObject({ person: { name: 'Ines' } });

		// The next time there is an account, and it is the same one.
		const again = await signIn();
		await again.client.auth.exchangeCodeForSession(again.answer.get('code')!);
		expect((await again.client.rpc('me')).data).toMatchObject({ person: { name: 'Ines' } });
		expect(await accounts()).toEqual([{ email: 'ines@district.example' }]);

		// Another Google account that claims her address without proof is not hers.
		account = { id: '4', email: 'ines@district.example', verified_email: false };
		expect((await signIn()).answer.get('error')).not.toBeNull();
		const linked = await backend.database.rows(
			`select provider_id from auth.identities where provider = 'google'`
		);
		expect(linked).toEqual([{ provider_id: '3' }]);
	}
);
