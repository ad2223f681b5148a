import { wavesPage } from '#lib/evidence/waves/waves-page.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requirePerson(event);
	return wavesPage(event.locals.supabase, event.params.id);
};
