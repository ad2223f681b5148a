import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { flow } from '#lib/pilots/flow.server.ts';
import { pipeline } from '#lib/pilots/pipeline.server.ts';
import { timeline } from '#lib/pilots/timeline.server.ts';
import * as views from '#lib/pilots/views.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const [shown, flowing] = await Promise.all([pipeline(event), flow(event.locals)]);
	const { list, shape, look } = shown;
	if (!list || shape !== 'timeline') return { ...shown, flow: flowing, timeline: null };
	return { ...shown, list: null, flow: flowing, timeline: await timeline(event.locals, list.rows, look) };
};

async function answer(event: RequestEvent, work: typeof views.save) {
	const came = await work(event.locals, await event.request.formData());
	if (!came.ok) return fail(came.status, came);
	redirect(303, `/pipeline${came.to}`);
}

export const actions: Actions = {
	save: (event) => (requirePerson(event), answer(event, views.save)),
	delete: (event) => (requirePerson(event), answer(event, views.remove)),
	first: (event) => (requirePerson(event), answer(event, views.openWith))
};
