import type { RequestEvent } from '@sveltejs/kit';
import { refusalFrom } from '#lib/db/refusals.ts';
import { meSchema, type Me } from './me.ts';

/**
 * Who sent this request, in one round trip: `rpc/me` answers only to a token that the API itself finds valid.
 * A tampered or expired session is nobody's, and its cookies are cleared.
 */
export async function identify({
	locals,
	cookies,
	request
}: RequestEvent): Promise<{ me: Me | null; signedIn: boolean }> {
	const nobody = { me: null, signedIn: false };
	const sessionCookies = cookies.getAll().filter(({ name }) => /^sb-.+-auth-token/.test(name));
	if (sessionCookies.length === 0 && !request.headers.has('authorization')) return nobody;

	const { data, error, status } = await locals.supabase.rpc('me');
	if (!error) return { me: data === null ? null : meSchema.parse(data), signedIn: true };
	if (status === 401 || refusalFrom(error)?.status === 403) {
		for (const { name } of sessionCookies) cookies.delete(name, { path: '/' });
		return nobody;
	}
	throw new Error(`The database did not say who is asking: ${error.message}`);
}
