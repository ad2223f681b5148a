import { fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { saying } from '#lib/pilots/said.ts';
import * as gates from '#lib/reviews/gates.server.ts';
import { moving } from '#lib/reviews/moving.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => moving(event, requirePerson(event));

export const actions: Actions = {
	advance: async (event) => {
		const { person } = requirePerson(event);
		const { id } = event.params;
		const reply = await gates.advance(event.locals.supabase, person.name, id, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, saying(id, reply.said));
	}
};
