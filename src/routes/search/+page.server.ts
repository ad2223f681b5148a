import { requirePerson } from '#lib/people/guard.server.ts';
import { sections } from '#lib/search/found.ts';
import { placesFor } from '#lib/search/places.ts';
import { find } from '#lib/search/search.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const me = requirePerson(event);
	const query = (event.url.searchParams.get('q') ?? '').trim().slice(0, 120);
	const found = await find(event.locals.supabase, query, 40);
	const places = placesFor(
		me.roles.map(({ role }) => role),
		me.outside
	);
	return { query, sections: sections(query, places, found) };
};
