import { feed } from '#lib/decisions/meetings/calendar.server.ts';
import type { RequestHandler } from './$types';

/** Guarded by the token of somebody's calendar, which signs in nobody. */
export const GET: RequestHandler = (event) => feed(event, event.params.token);
