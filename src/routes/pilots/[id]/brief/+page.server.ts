import { page } from '#lib/decisions/brief/briefs.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requirePerson(event);
	return page(event.locals, event.params.id, event.url.searchParams.get('version'));
};
