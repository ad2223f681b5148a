import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** For an account that is nobody's in a district. */
export const load: PageServerLoad = ({ locals }) => {
	if (locals.me) redirect(303, '/');
	if (!locals.signedIn) redirect(303, '/sign-in');
};
