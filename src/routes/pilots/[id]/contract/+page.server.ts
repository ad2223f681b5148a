import { fail, redirect } from '@sveltejs/kit';
import * as contracts from '#lib/contracts/contracts.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { supabase } = event.locals;
	const [pilot, contract] = await Promise.all([
		read(supabase, event.params.id),
		contracts.of(supabase, event.params.id)
	]);
	return { pilot, contract };
};

export const actions: Actions = {
	save: async (event) => {
		requirePerson(event);
		const { id } = event.params;
		const reply = await contracts.save(event.locals.supabase, id, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/pilots/${id}/contract?done=${reply.said}`);
	}
};
