import { describe, expect, test } from 'vitest';
import { settings } from './settings.js';

describe('what npm start was asked for', () => {
	test('nothing: the demonstration, embedded, on this machine alone', () => {
		const asked = settings({}, []);
		expect(asked).toMatchObject({
			port: 3000,
			apiPort: 54321,
			embedded: true,
			demonstration: true,
			host: '127.0.0.1'
		});
		expect(asked.origin).toBe('http://localhost:3000');
	});

	test('a database of one’s own opens an empty district unless the demonstration is asked for', () => {
		const env = { DATABASE_URL: 'postgres://user@db:5432/pilotage' };
		expect(settings(env, [])).toMatchObject({ embedded: false, demonstration: false, host: '0.0.0.0' });
		expect(settings(env, ['--demo']).demonstration).toBe(true);
		expect(settings({}, ['--empty']).demonstration).toBe(false);
	});

	test('Supabase as it is, with its keys', () => {
		const env = {
			SUPABASE_URL: 'https://x.supabase.co/',
			SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_1',
			SUPABASE_SECRET_KEY: 'sb_secret_1'
		};
		expect(settings(env, []).hosted).toEqual({
			url: 'https://x.supabase.co',
			publishableKey: 'sb_publishable_1',
			secretKey: 'sb_secret_1'
		});
	});

	test('mails are files beside the data, until there is a mail server', () => {
		const data = { PILOTAGE_DATA: '/srv/pilotage' };
		expect(settings(data, []).outbox).toBe('/srv/pilotage/outbox');
		expect(settings({ ...data, OUTBOX: '/tmp/mails' }, []).outbox).toBe('/tmp/mails');
		for (const SMTP_URL of ['smtp://mail.example.org', 'smtps://me:p%40ss@mail.example.org:465']) {
			expect(settings({ ...data, SMTP_URL }, []).outbox).toBeNull();
		}
		const hosted = { SUPABASE_URL: 'https://x.co', SUPABASE_PUBLISHABLE_KEY: '1', SUPABASE_SECRET_KEY: '2' };
		expect(settings(hosted, []).outbox).toBeNull();
	});

	test('Google, where both of its settings are there, leads back to the API', () => {
		const google = { GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret' };
		expect(settings({}, []).google).toBeUndefined();
		expect(settings({ ...google, PILOTAGE_API_PORT: '4301' }, []).google).toEqual({
			clientId: 'id',
			secret: 'secret',
			redirectUri: 'http://127.0.0.1:4301/auth/v1/callback'
		});
	});

	test.each(['Pilotage <ai@example.org>', 'ai@example.org'])('mails may be from %s', (MAIL_FROM) => {
		expect(() => settings({ MAIL_FROM, TICK_SECONDS: '0' }, [])).not.toThrow();
	});

	test('a wrong SMTP_URL is refused without its password', () => {
		for (const SMTP_URL of ['mail.example.org', 'http://me:hunter2@mail.example.org', 'smtp://']) {
			expect(() => settings({ SMTP_URL }, [])).toThrow(/^SMTP_URL must be an address such as [^\n]*587\.$/);
		}
	});

	test.each([
		[{ MAIL_FROM: 'the AI office' }, [], /MAIL_FROM must be such as .* “the AI office”/],
		[{ MAIL_FROM: 'a@b.org\r\nBcc: c@d.org' }, [], /MAIL_FROM must be such as/],
		[{ TICK_SECONDS: 'often' }, [], /TICK_SECONDS must be from 0/],
		[{ TICK_SECONDS: '-1' }, [], /TICK_SECONDS must be from 0/],
		[{ GOOGLE_CLIENT_ID: 'id' }, [], /Set GOOGLE_CLIENT_SECRET too/],
		[{ GOOGLE_CLIENT_SECRET: 'secret' }, [], /Set GOOGLE_CLIENT_ID too/],
		[{ PORT: '70000' }, [], /PORT must be a port/],
		[{ PORT: 'eighty' }, [], /eighty/],
		[{ PILOTAGE_API_PORT: '3000' }, [], /two different ports/],
		[{ DATABASE_URL: 'mysql://x' }, [], /DATABASE_URL must be an address/],
		[{ DATABASE_URL: 'postgres://x', SUPABASE_URL: 'https://y' }, [], /not both/],
		[{ SUPABASE_URL: 'https://y' }, [], /SUPABASE_PUBLISHABLE_KEY must be set/],
		[
			{ SUPABASE_URL: 'y', SUPABASE_PUBLISHABLE_KEY: '1', SUPABASE_SECRET_KEY: '2' },
			[],
			/SUPABASE_URL must be/
		],
		[{ ORIGIN: 'pilotage.example.org' }, [], /ORIGIN must be an address/],
		[{}, ['--demo', '--empty'], /not both/],
		[{}, ['--fast'], /not --fast/]
	])('%j %j is refused in one sentence', (env, args, words) => {
		expect(() => settings(env, args)).toThrow(words);
		try {
			settings(env, args);
		} catch (error) {
			expect((error as Error).message).not.toContain('\n');
		}
	});
});
