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

	test.each([
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
