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
		// An account that was claimed and never made: the next start makes another code.
		expect((await claim(first.code!, 'typo@example.org')).error).toBeNull();
		first.child.kill('SIGTERM');
		await new Promise((done) => first.child.once('exit', done));
		const next = await start();
		const { data: token, error } = await createClient(next.url, next.keys.secretKey).rpc(
			'claim_first_admin',
			{
				code: next.code,
				person_name: 'Ada',
				person_email: 'ada@example.org'
			}
		);
		expect(error).toBeNull();
		const admin = createClient(next.url, next.keys.publishableKey);
		const account = { email: 'ada@example.org', password: 'a long password' };
		expect(
			(await admin.auth.signUp({ ...account, options: { data: { invitation: token } } })).error
		).toBeNull();
		next.child.kill('SIGKILL');
		await new Promise((done) => next.child.once('exit', done));

		const second = await start();
		expect(second.code).toBeNull();
		expect(second.keys).toEqual(first.keys);
		const anyone = createClient(second.url, second.keys.publishableKey);
		expect((await anyone.rpc('awaits_first_admin')).data).toBe(false);

		// The account with the claimed address is that person; nobody makes another one.
		expect((await anyone.auth.signInWithPassword(account)).error).toBeNull();
		expect((await anyone.rpc('me')).data).toMatchObject({
			person: { name: 'Ada' },
			roles: [{ role: 'admin' }]
		});
		const eve = createClient(second.url, second.keys.publishableKey);
		const uninvited = await eve.auth.signUp({ email: 'eve@example.org', password: 'a long password' });
		expect(uninvited.error).not.toBeNull();
		expect(uninvited.data.session).toBeNull();

		const gone = new Promise((done) => second.child.once('exit', done));
		second.child.disconnect();
		expect(await gone).toBe(0);
	}
);
