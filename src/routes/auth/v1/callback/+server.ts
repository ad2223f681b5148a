import { redirect } from '@sveltejs/kit';
import { settings } from '#lib/db/settings.server.ts';
import type { RequestHandler } from './$types';

/** Hands Google's answer on to the embedded API, which browsers elsewhere do not reach, and its answer back. */
export const GET: RequestHandler = async ({ url }) => {
	const answer = await fetch(`${settings().url}/auth/v1/callback${url.search}`, { redirect: 'manual' });
	await answer.body?.cancel();
	const next = answer.headers.get('location');
	// Nowhere but to this site, whatever the question said.
	const own = next && URL.canParse(next) && new URL(next).origin === url.origin;
	redirect(303, own ? next : '/sign-in?google=failed');
};
