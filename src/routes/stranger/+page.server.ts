import { redirect } from '@sveltejs/kit';
import { ask } from '#lib/db/ask.server.ts';
import type { PageServerLoad } from './$types';

/** For an account that is nobody's in a district, or no longer. */
export const load: PageServerLoad = async ({ locals }) => {
	if (locals.me) redirect(303, '/');
	if (!locals.signedIn) redirect(303, '/sign-in');
	return { deactivated: (await ask(locals.supabase.rpc('why_stranger'))) === 'deactivated' };
};
