import { createHmac } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import { inject } from 'vitest';
import type { Answer } from './checks.ts';

const api = inject('api');

/** Somebody who asks the API: an unmodified supabase-js client with their token. */
export type Actor = {
	/** the person's id; empty for whoever has none */
	id: string;
	name: string;
	email: string;
	/** what their token says; null without one */
	claims: Claims | null;
	client: ReturnType<typeof connect>;
	call: (name: string, args?: Record<string, unknown>) => PromiseLike<Answer>;
	read: (table: string, columns?: string) => PromiseLike<Answer>;
};

export type Claims = Record<string, unknown>;

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as the API issues it, without the detour of signing in. */
export function sign(claims: Claims, secret = api.jwtSecret, algorithm = 'HS256') {
	const said = `${part({ alg: algorithm, typ: 'JWT' })}.${part(claims)}`;
	return `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`;
}

/** What a token says about an account, for an hour. The session of a fixture's account has the account's own id. */
export function claims(account: string, email: string, session = account): Claims {
	const now = Math.floor(Date.now() / 1000);
	return {
		sub: account,
		aud: 'authenticated',
		role: 'authenticated',
		email,
		session_id: session,
		iat: now,
		exp: now + 3600
	};
}

export function connect(token?: string, key = api.publishableKey) {
	return createClient(api.url, key, {
		auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
		global: token ? { headers: { authorization: `Bearer ${token}` } } : {}
	});
}

export function actor(
	name: string,
	client: ReturnType<typeof connect>,
	id = '',
	email = '',
	said: Claims | null = null
): Actor {
	return {
		id,
		name,
		email,
		claims: said,
		client,
		call: (fn, args = {}) => client.rpc(fn, args),
		read: (table, columns = '*') => client.from(table).select(columns)
	};
}

/** Somebody with an account, signed in. */
export function signedIn(name: string, account: string, email: string, id = ''): Actor {
	const said = claims(account, email);
	return actor(name, connect(sign(said)), id, email, said);
}

/** Not signed in at all. */
export const nobody = actor('nobody', connect());

/** The server, with its own key. */
export const server = actor('the server', connect(undefined, api.secretKey), '', '', {
	role: 'service_role'
});
