import type { RequestEvent } from '@sveltejs/kit';
import { ask } from '#lib/db/ask.server.ts';
import { refusalFrom } from '#lib/db/refusals.ts';
import { meSchema, type Me } from './me.ts';

/**
 * Who sent this request, in one round trip: `rpc/me` answers only to a token that the API itself finds valid.
 * A tampered, expired or ended session is nobody's, and its cookies are cleared.
 */
export async function identify({
	locals,
	cookies,
	request
}: RequestEvent): Promise<{ me: Me | null; signedIn: boolean }> {
	const nobody = { me: null, signedIn: false };
	const sessionCookies = cookies.getAll().filter(({ name }) => /^sb-.+-auth-token(\.\d+)?$/.test(name));
	if (sessionCookies.length === 0 && !request.headers.has('authorization')) return nobody;

	const { data, error, status } = await locals.supabase.rpc('me');
	if (error && status !== 401 && refusalFrom(error)?.status !== 403) {
		throw new Error(`The database did not say who is asking: ${error.message}`);
	}
	if (data !== null) return { me: meSchema.parse(data), signedIn: true };
	if (!error && (await ask(locals.supabase.rpc('why_stranger'))) !== 'ended') {
		return { me: null, signedIn: true };
	}
	for (const { name } of sessionCookies) cookies.delete(name, { path: '/' });
	return nobody;
}
