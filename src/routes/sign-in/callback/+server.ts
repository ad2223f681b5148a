import { redirect } from '@sveltejs/kit';
import { finish } from '#lib/people/google.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => redirect(303, await finish(event));
