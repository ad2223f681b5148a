import { createRequire } from 'node:module';
import { createClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { DEMONSTRATION_PASSWORD, demonstrationEmail } from '../../src/lib/people/demonstration.ts';
import { percentile, times } from './times.js';

const email = demonstrationEmail('cabinet');
const CALLS = 60;

/**
 * Signing in by password, and where its time goes: each part is measured by itself, the rest is what remains.
 * @param {string} url of the API @param {string} key @param {string} databaseUrl
 * @returns {Promise<import('./bench.js').Result[]>}
 */
export async function measureSignIn(url, key, databaseUrl) {
	const client = createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false } });
	const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
	try {
		const whole = await times(CALLS, () =>
			client.auth.signInWithPassword({ email, password: DEMONSTRATION_PASSWORD })
		);
		const [account] = await sql`select id, encrypted_password as hash from auth.users where email = ${email}`;
		const parts = {
			'the password’s hash (bcrypt)': await times(CALLS, () => compare(account?.hash)),
			'session, token, account and log written': await times(CALLS, () => writeSession(sql, account?.id)),
			'attempts counted': await times(CALLS, () => countAttempts(sql))
		};
		const measured = Object.entries(parts).map(([name, taken]) => row(`sign-in: ${name}`, taken));
		const rest = percentile(whole, 50) - measured.reduce((sum, { value }) => sum + value, 0);
		return [
			row('sign-in by password', whole),
			...measured,
			{ name: 'sign-in: the rest', unit: 'ms', value: rest, p50: rest, budget: null, pass: true }
		];
	} finally {
		await sql.end();
	}
}

/** The API's own library, which the project does not depend on by itself. */
const bcrypt = createRequire(import.meta.resolve('@supabase/lite'))('bcryptjs');

/** @param {string} hash */
async function compare(hash) {
	if (!(await bcrypt.compare(DEMONSTRATION_PASSWORD, hash))) throw new Error('The password is another one.');
}

/**
 * What the API writes when somebody signs in.
 * @param {import('postgres').Sql} sql @param {string} account
 */
async function writeSession(sql, account) {
	const session = crypto.randomUUID();
	await sql`update auth.users set last_sign_in_at = now() where id = ${account}`;
	await sql`insert into auth.sessions (id, user_id, created_at, updated_at) values (${session}, ${account}, now(), now())`;
	await sql`insert into auth.refresh_tokens (id, token, user_id, session_id, revoked, created_at, updated_at)
		values (${crypto.randomUUID()}, ${crypto.randomUUID()}, ${account}, ${session}, false, now(), now())`;
	await sql`insert into auth.audit_log_entries (id, payload, created_at) values (${crypto.randomUUID()}, '{}', now())`;
}

/** @param {import('postgres').Sql} sql */
async function countAttempts(sql) {
	await sql`select private.spend_attempt('api sign-in', ${email}, 10, 900), private.attempt_wait('api sign-in', ${email}, 900)`;
	await sql`select private.forgive_attempts('api sign-in', ${email}, null)`;
}

/** @param {string} name @param {number[]} taken @returns {import('./bench.js').Result} */
function row(name, taken) {
	const p50 = percentile(taken, 50);
	return { name, unit: 'ms', value: p50, p50, p99: percentile(taken, 99), budget: null, pass: true };
}
