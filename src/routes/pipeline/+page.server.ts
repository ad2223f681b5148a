import { requirePerson } from '#lib/people/guard.server.ts';
import { flow } from '#lib/pilots/flow.server.ts';
import { pipeline } from '#lib/pilots/pipeline.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const [shown, flowing] = await Promise.all([pipeline(event), flow(event.locals)]);
	return { ...shown, flow: flowing };
};
