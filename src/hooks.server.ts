import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { building } from '$app/environment';
import { callerClient } from '#lib/db/clients.server.ts';
import { startTimer } from '#lib/mail/timer.server.ts';
import { keptForms } from '#lib/people/kept-forms.server.ts';
import { identify } from '#lib/people/session.server.ts';
import { toTheme } from '#lib/ui/theme.ts';

/** Reminders, digests and mails are worked on beside the requests. */
export const init: ServerInit = () => {
	if (!building) startTimer();
};

/** One client and one `rpc/me` for each request of a page; files and health checks need neither. */
const session: Handle = async ({ event, resolve }) => {
	event.locals.theme = toTheme(event.cookies.get('theme'));
	event.locals.me = null;
	event.locals.signedIn = false;
	if (event.route.id && event.route.id !== '/healthz' && event.route.id !== '/readyz') {
		event.locals.supabase = callerClient(event);
		Object.assign(event.locals, await identify(event));
	}
	return resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%theme%', event.locals.theme),
		filterSerializedResponseHeaders: (name) => name === 'content-type'
	});
};

const HEADERS = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=()'
};

const headers: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
	if (event.route.id && !response.headers.has('cache-control')) {
		response.headers.set('cache-control', 'private, no-store');
	}
	return response;
};

/** Pages and data go out compressed; files of the build are compressed beforehand. */
const compressed: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const type = response.headers.get('content-type') ?? '';
	const asked = /\bgzip\b/.test(event.request.headers.get('accept-encoding') ?? '');
	if (!asked || !response.body || !/^(text\/|application\/json)/.test(type)) return response;
	if (response.headers.has('content-encoding')) return response;
	const headers = new Headers(response.headers);
	headers.set('content-encoding', 'gzip');
	headers.append('vary', 'accept-encoding');
	headers.delete('content-length');
	return new Response(response.body.pipeThrough(new CompressionStream('gzip')), {
		status: response.status,
		headers
	});
};

export const handle = sequence(compressed, headers, session, keptForms);

/** What nobody foresaw gets an id, shown to the person and logged with route and status: never a body or a token. */
export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status === 404) return { message: 'There is no page at this address.' };
	const id = crypto.randomUUID().slice(0, 8);
	const reason = error instanceof Error ? error.stack : String(error);
	console.error(JSON.stringify({ id, status, route: event.route.id, method: event.request.method, reason }));
	return {
		message: 'Something went wrong on our side. Nothing that was saved is lost: try again in a moment.',
		id
	};
};
