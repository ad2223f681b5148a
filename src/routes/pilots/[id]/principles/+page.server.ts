import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import * as principles from '#lib/principles/principles.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { supabase } = event.locals;
	const [pilot, told] = await Promise.all([
		read(supabase, event.params.id),
		principles.ofPilot(supabase, event.params.id)
	]);
	return { pilot, told };
};

async function reply(event: RequestEvent<{ id: string }>, work: typeof principles.answer) {
	const { id } = event.params;
	const done = await work(event.locals.supabase, id, await event.request.formData());
	if (!done.ok) return fail(done.status, done);
	redirect(303, `/pilots/${id}/principles?done=${done.said}`);
}

export const actions: Actions = {
	answer: (event) => (requirePerson(event), reply(event, principles.answer)),
	mark: (event) => (requirePerson(event), reply(event, principles.mark)),
	cite: (event) => (requirePerson(event), reply(event, principles.cite))
};
