import { requirePerson } from '#lib/people/guard.server.ts';
import { pipeline } from '#lib/pilots/pipeline.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requirePerson(event);
	return pipeline(event);
};
