import { isId } from '#lib/db/ids.ts';
import { error } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { holds } from '#lib/people/me.ts';
import { person } from '#lib/search/search.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const me = requirePerson(event);
	if (!isId(event.params.id)) error(404, { message: 'There is no such person in your district.' });
	return { person: await person(event.locals.supabase, event.params.id), office: holds(me, 'admin') };
};
