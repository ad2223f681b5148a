import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { afterAll, expect, test } from 'vitest';
import { startBackendProcess } from '../setup/children.js';

const data = mkdtempSync(join(tmpdir(), 'pilotage-backend-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const start = () =>
	startBackendProcess({ data, databaseUrl: undefined, port: 0, opens: 'empty', appUrl: 'http://localhost' });

test(
	'what was acknowledged survives kill -9, and the first admin’s code works once',
	{ timeout: 60_000 },
	async () => {
		// A start whose code nobody used: the next start makes another.
		const earlier = await start();
		earlier.child.kill('SIGTERM');
		await new Promise((done) => earlier.child.once('exit', done));
		const first = await start();
		expect(first.code).toMatch(/^\d{4}-\d{4}-\d{4}$/);
		const server = createClient(first.url, first.keys.secretKey);
		const claim = (code: string, email: string) =>
			server.rpc('claim_first_admin', { code, person_name: 'Ada', person_email: email });
		for (const wrong of ['0000-0000-0000', earlier.code!]) {
			expect((await claim(wrong, 'ada@example.org')).error?.hint).toBe('wrong_code');
		}
		expect((await claim(first.code!, 'ada@example.org')).error).toBeNull();
		first.child.kill('SIGKILL');
		await new Promise((done) => first.child.once('exit', done));

		const second = await start();
		expect(second.code).toBeNull();
		expect(second.keys).toEqual(first.keys);
		const anyone = createClient(second.url, second.keys.publishableKey);
		expect((await anyone.rpc('awaits_first_admin')).data).toBe(false);

		// The account with the claimed address becomes that person; another one stays a stranger.
		await anyone.auth.signUp({ email: 'ada@example.org', password: 'a long password' });
		expect((await anyone.rpc('me')).data).toMatchObject({
			person: { name: 'Ada' },
			roles: [{ role: 'admin' }]
		});
		await anyone.auth.signUp({ email: 'eve@example.org', password: 'a long password' });
		expect(await anyone.rpc('me')).toMatchObject({ data: null, error: null });

		const gone = new Promise((done) => second.child.once('exit', done));
		second.child.disconnect();
		expect(await gone).toBe(0);
	}
);
