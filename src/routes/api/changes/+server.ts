import { requirePerson } from '#lib/people/guard.server.ts';
import { changes } from '#lib/pilots/changes.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	requirePerson(event);
	return changes(event);
};
