import { redirect } from '@sveltejs/kit';
import { safeBack } from '#lib/people/safe-back.ts';
import { toTheme } from '#lib/ui/theme.ts';
import type { RequestHandler } from './$types';

const YEAR = 365 * 24 * 60 * 60;

export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	cookies.set('theme', toTheme(form.get('theme')), {
		path: '/',
		maxAge: YEAR,
		sameSite: 'lax',
		secure: url.protocol === 'https:'
	});
	redirect(303, safeBack(form.get('back')));
};
