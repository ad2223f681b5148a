import { error } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { holds } from '#lib/people/me.ts';
import { person } from '#lib/search/search.server.ts';
import type { PageServerLoad } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const load: PageServerLoad = async (event) => {
	const me = requirePerson(event);
	if (!UUID.test(event.params.id)) error(404, { message: 'There is no such person in your district.' });
	return { person: await person(event.locals.supabase, event.params.id), office: holds(me, 'admin') };
};
