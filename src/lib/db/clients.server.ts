import { createServerClient } from '@supabase/ssr';
import { createClient } from '@supabase/supabase-js';
import type { RequestEvent } from '@sveltejs/kit';
import type { Database } from './database.types.ts';
import { settings } from './settings.server.ts';

/** A session's cookies go back only while the answer is still open, and never to a script in the page. */
const COOKIE = { path: '/', httpOnly: true, sameSite: 'lax' } as const;

/**
 * The database as whoever asks: by an `Authorization: Bearer` token where there is one, else by the session's cookies.
 */
export function callerClient(event: RequestEvent) {
	const { url, publishableKey } = settings();
	const bearer = event.request.headers.get('authorization');
	if (bearer?.startsWith('Bearer ')) {
		return createClient<Database>(url, publishableKey, {
			auth: { persistSession: false, autoRefreshToken: false },
			global: { headers: { authorization: bearer } }
		});
	}
	return createServerClient<Database>(url, publishableKey, {
		// Told on, so that a list of sessions names the browser and not this server.
		global: { headers: { 'user-agent': event.request.headers.get('user-agent') ?? 'unknown' } },
		cookieOptions: { ...COOKIE, secure: event.url.protocol === 'https:' },
		cookies: {
			getAll: () => event.cookies.getAll(),
			setAll: (cookies, headers) => {
				for (const { name, value, options } of cookies) {
					event.cookies.set(name, value, { ...options, ...COOKIE, secure: event.url.protocol === 'https:' });
				}
				event.setHeaders(headers ?? {});
			}
		}
	});
}

/** The database as nobody in particular, with a session of its own at most: to check a password, or to ask for a mail. */
export function passingClient() {
	const { url, publishableKey } = settings();
	return createClient<Database>(url, publishableKey, {
		auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false }
	});
}

let own: ReturnType<typeof createClient<Database>> | undefined;

/** The database with the server's own key, past row level security: only for what the server computes itself. */
export function serverClient() {
	const { url, secretKey } = settings();
	own ??= createClient<Database>(url, secretKey, {
		auth: { persistSession: false, autoRefreshToken: false }
	});
	return own;
}
