import type { RequestEvent } from '@sveltejs/kit';
import { settings } from '#lib/db/settings.server.ts';
import { safeBack } from './safe-back.ts';
import { noteDevice } from './sessions.server.ts';

let on: Promise<boolean> | undefined;

/** Whether people can sign in with Google: the API is asked once. */
export function isOn(): Promise<boolean> {
	const asked = (on ??= offered());
	// One that did not answer is asked again.
	asked.catch(() => (on = undefined));
	return asked.catch(() => false);
}

async function offered(): Promise<boolean> {
	const { url, publishableKey } = settings();
	const answer = await fetch(`${url}/auth/v1/settings`, { headers: { apikey: publishableKey } });
	if (!answer.ok) throw new Error(`The API did not say how people sign in: ${answer.status}`);
	return Boolean((await answer.json()).external?.google);
}

/**
 * Where to send somebody who wants to sign in with Google; what proves that it is them stays in a cookie.
 * The API is asked from here, since on the embedded rung browsers elsewhere do not reach it.
 */
export async function start({ locals, url }: RequestEvent): Promise<string> {
	const callback = new URL('/sign-in/callback', url.origin);
	const back = safeBack(url.searchParams.get('back'));
	if (back !== '/') callback.searchParams.set('back', back);
	const { data, error } = await locals.supabase.auth.signInWithOAuth({
		provider: 'google',
		options: { redirectTo: callback.href, skipBrowserRedirect: true }
	});
	if (error || !data.url) return '/sign-in?google=failed';
	const answer = await fetch(data.url, { redirect: 'manual' });
	await answer.body?.cancel();
	return answer.headers.get('location') ?? '/sign-in?google=failed';
}

/** Where to go once Google has answered: in, or back to the sign-in page, which says why not. */
export async function finish(event: RequestEvent): Promise<string> {
	const { searchParams } = event.url;
	if (searchParams.get('error') === 'access_denied') return '/sign-in?google=cancelled';
	// The wall of the sign-up refuses who was not invited; it has no words that come this far.
	if (searchParams.has('error')) return '/sign-in?google=refused';
	const { error } = await event.locals.supabase.auth.exchangeCodeForSession(searchParams.get('code') ?? '');
	if (error) return '/sign-in?google=failed';
	await noteDevice(event);
	return safeBack(searchParams.get('back'));
}
