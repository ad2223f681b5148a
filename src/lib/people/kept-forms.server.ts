import type { Handle, RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { ask } from '#lib/db/ask.server.ts';
import { serverClient } from '#lib/db/clients.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { accountOf, fieldsOf } from './kept-fields.ts';
import { pageOf, placeInWords, readable } from './kept-words.ts';

const COOKIE = 'kept';
const HOUR = 60 * 60;
/** So many forms of one browser wait at once: one for each tab that somebody had open. */
const MOST = 5;
export const KEPT_PAGE = '/kept';
/** What educators answer is promised to be nobody's, so it is not kept for somebody: the page that they type on keeps it. */
const NEVER_KEPT: readonly string[] = ['/pilots/[id]/feedback'];

const keptSchema = z.array(
	z.object({
		token: z.string(),
		path: z.string(),
		fields: z.array(z.tuple([z.string(), z.string().nullable()])),
		kept_at: z.string(),
		expires_at: z.string()
	})
);

/**
 * Once for every form: what arrives after a session was over is kept, and comes back after signing in; and what was
 * kept goes once it is sent. The guards decide who must sign in; this only sees that they sent somebody there.
 */
export const keptForms: Handle = async ({ event, resolve }) => {
	if (event.request.method !== 'POST' || !isForm(event.request)) return resolve(event);
	if (NEVER_KEPT.includes(event.route.id ?? '')) return resolve(event);
	const account = accountOf(sentCookies(event.request));
	const tokens = tokensOf(event);
	if (!account || (event.locals.me && tokens.length === 0)) return resolve(event);

	const copy = event.request.clone();
	const response = await resolve(event);
	const leadsTo = await destinationOf(response);
	// As a guard sends somebody there; signing out leads to the bare page.
	if (event.locals.me || !leadsTo?.startsWith('/sign-in?back=')) {
		if (event.locals.me && (leadsTo !== null || response.ok)) await letGoSent(event, tokens, copy);
		return response;
	}
	const token = await keep(event, account, copy);
	return token ? toSignIn(event, response, [token, ...tokens].slice(0, MOST)) : response;
};

/** What waits for the caller, in words, the oldest first. Nothing of anybody else's. */
export async function waiting(event: RequestEvent) {
	const tokens = tokensOf(event);
	if (tokens.length === 0) return [];
	const kept = keptSchema.parse(await ask(event.locals.supabase.rpc('kept_forms', { tokens })));
	return kept.map(({ token, path, fields, kept_at, expires_at }) => ({
		token,
		path,
		page: pageOf(path),
		place: placeInWords(path),
		fields: fields.flatMap(([name, value]) => (value === null ? [] : [{ name, value }])),
		secrets: fields.some(([, value]) => value === null),
		shown: readable(fields),
		kept_at,
		expires_at
	}));
}

/** Lets one go that its writer does not want. */
export async function discard(event: RequestEvent, token: string): Promise<void> {
	await ask(event.locals.supabase.rpc('take_kept_form', { token }));
	const rest = tokensOf(event).filter((one) => one !== token);
	if (rest.length > 0) event.cookies.set(COOKIE, rest.join('.'), cookieOptions(event));
	else event.cookies.delete(COOKIE, { path: '/' });
}

function isForm(request: Request): boolean {
	return /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(
		request.headers.get('content-type') ?? ''
	);
}

/** As they were sent: those of a session that is over are cleared by now. */
function sentCookies(request: Request): { name: string; value: string }[] {
	return (request.headers.get('cookie') ?? '').split(/;\s*/).map((pair) => {
		const [name = '', ...value] = pair.split('=');
		return { name, value: value.join('=') };
	});
}

function tokensOf({ cookies }: RequestEvent): string[] {
	return (cookies.get(COOKIE) ?? '')
		.split('.')
		.filter((token) => /^[\w-]{43}$/.test(token))
		.slice(0, MOST);
}

const addressOf = ({ url }: RequestEvent) => url.pathname + url.search;

const cookieOptions = ({ url }: RequestEvent) =>
	({ path: '/', httpOnly: true, sameSite: 'lax', maxAge: HOUR, secure: url.protocol === 'https:' }) as const;

/** Where an answer leads: to a browser by its header, to a script that enhances a form by its JSON; null for nowhere. */
async function destinationOf(response: Response): Promise<string | null> {
	if (response.status >= 300 && response.status < 400) return response.headers.get('location');
	if (!response.ok || !response.headers.get('content-type')?.startsWith('application/json')) return null;
	const said: unknown = await response
		.clone()
		.json()
		.catch(() => null);
	const result = z.object({ type: z.literal('redirect'), location: z.string() }).safeParse(said);
	return result.success ? result.data.location : null;
}

async function keep(event: RequestEvent, account: string, request: Request): Promise<string | null> {
	const form = await request.formData().catch(() => null);
	const fields = form && fieldsOf(form);
	const path = addressOf(event);
	if (!fields || path.length > 2000) return null;
	const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
	const kept = await ask(serverClient().rpc('keep_form', { token, account, path, fields: fields as Json }));
	return kept ? token : null;
}

/** Sends somebody to sign in, and from there to what they wrote. */
function toSignIn(event: RequestEvent, answer: Response, tokens: string[]): Response {
	const location = `/sign-in?back=${encodeURIComponent(KEPT_PAGE)}`;
	const headers = new Headers(answer.headers);
	headers.delete('content-length');
	headers.append('set-cookie', event.cookies.serialize(COOKIE, tokens.join('.'), cookieOptions(event)));
	if (answer.status !== 200) {
		headers.set('location', location);
		return new Response(null, { status: 303, headers });
	}
	return new Response(JSON.stringify({ type: 'redirect', status: 303, location }), { status: 200, headers });
}

/** What was kept and has now been sent, with the same fields to the same place, waits no more. */
async function letGoSent(event: RequestEvent, tokens: string[], request: Request): Promise<void> {
	const form = await request.formData().catch(() => null);
	const fields = form && fieldsOf(form);
	if (!fields) return;
	for (const token of tokens) {
		const sent = { token, path: addressOf(event), fields: fields as Json };
		if (await ask(event.locals.supabase.rpc('take_kept_form', sent))) return;
	}
}
