import { frozenEvidence } from '#lib/evidence/evaluation-page.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requirePerson(event);
	return frozenEvidence(event.locals.supabase, event.params.id, event.url.searchParams);
};
