import { redirect } from '@sveltejs/kit';
import { start } from '#lib/people/google.server.ts';
import type { RequestHandler } from './$types';

/** A link and no form: a redirect to Google that starts from a form is stopped by the content security policy. */
export const GET: RequestHandler = async (event) => redirect(303, await start(event));
