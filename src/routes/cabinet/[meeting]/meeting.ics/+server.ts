import { one } from '#lib/decisions/meetings/calendar.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	requirePerson(event);
	return one(event, event.params.meeting);
};
