import {
	isHttpError,
	isRedirect,
	json,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { building } from '$app/environment';
import { callerClient } from '#lib/db/clients.server.ts';
import { startJudging } from '#lib/evidence/outlived.server.ts';
import { startTimer } from '#lib/mail/timer.server.ts';
import { keptForms } from '#lib/people/kept-forms.server.ts';
import { maySend } from '#lib/people/same-origin.ts';
import { identify } from '#lib/people/session.server.ts';
import { toTheme } from '#lib/ui/theme.ts';
import errorPage from './error.html?raw';

/** Reminders, digests and mails are worked on beside the requests, and so is evidence that time makes another one. */
export const init: ServerInit = () => {
	if (building) return;
	startTimer();
	startJudging();
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

/** A session's cookies change something only when a page of ours asks. Kit's own check is for forms alone. */
const origin: Handle = ({ event, resolve }) =>
	maySend(event.request, event.url.origin)
		? resolve(event)
		: plainAnswer(event, 403, {
				message: 'This was not sent by a page of Pilotage, so nothing was done. Open the page and try again.'
			});

const HEADERS = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
};
/** For what is no page of Kit's, which brings a policy with its nonce. */
const NOTHING_RUNS = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const A_YEAR = 365 * 24 * 60 * 60;

/** Every answer has them, also one to what failed on the way. */
const headers: Handle = async ({ event, resolve }) => {
	const response = await Promise.resolve(resolve(event)).catch((error) => lastResort(event, error));
	for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
	if (!response.headers.has('content-security-policy')) {
		response.headers.set('content-security-policy', NOTHING_RUNS);
	}
	if (event.url.protocol === 'https:') {
		response.headers.set('strict-transport-security', `max-age=${A_YEAR}`);
	}
	// What somebody may see is theirs: no cache on the way keeps it.
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
	response.headers.append('vary', 'cookie');
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

export const handle = sequence(compressed, headers, origin, session, keptForms);

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

/** A failure before any page could answer: Kit would send its own page, without a header of ours. */
async function lastResort(event: RequestEvent, error: unknown): Promise<Response> {
	if (isRedirect(error) || isHttpError(error)) throw error;
	const body = await handleError({ error, event, status: 500, message: 'Internal Error' });
	return plainAnswer(event, 500, body ?? { message: 'Something went wrong on our side.' });
}

/** An answer without the application: the page for people, JSON for programs. */
function plainAnswer({ request, isDataRequest }: RequestEvent, status: number, body: App.Error): Response {
	const wanted = request.headers.get('accept') ?? '';
	if (isDataRequest || !wanted.includes('text/html')) return json(body, { status });
	const page = errorPage.replace('%sveltekit.error.message%', body.message);
	return new Response(page, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
