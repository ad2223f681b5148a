import { redirect } from '@sveltejs/kit';
import { safeBack } from '#lib/people/safe-back.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, request }) => {
	await locals.supabase.auth.signOut({ scope: 'local' });
	const back = (await request.formData()).get('back');
	redirect(303, back ? safeBack(back) : '/sign-in');
};
