import { requirePerson } from '#lib/people/guard.server.ts';
import { flow } from '#lib/pilots/flow.server.ts';
import { pipeline } from '#lib/pilots/pipeline.server.ts';
import { timeline } from '#lib/pilots/timeline.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const [shown, flowing] = await Promise.all([pipeline(event), flow(event.locals)]);
	const drawn = event.url.searchParams.get('as') === 'timeline' ? await timeline(event, shown.filters) : null;
	return { ...shown, flow: flowing, timeline: drawn };
};
