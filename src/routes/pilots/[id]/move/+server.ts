import { json } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { moving } from '#lib/reviews/moving.server.ts';
import type { RequestHandler } from './$types';

/** The same as the page shows, for the board's dialog. */
export const GET: RequestHandler = async (event) => json(await moving(event, requirePerson(event)));
