import { liveRoom } from '#lib/decisions/room/room.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	requirePerson(event);
	return liveRoom(event.locals, event.url, event.request);
};
