import { fail, redirect } from '@sveltejs/kit';
import { importPage, send } from '#lib/evidence/import/importing.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requirePerson(event);
	return importPage(event.locals.supabase, event.params.id, event.url.searchParams.get('metric'));
};

export const actions: Actions = {
	send: async (event) => {
		requirePerson(event);
		const { id } = event.params;
		const reply = await send(event.locals.supabase, id, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/pilots/${id}/evidence?done=${encodeURIComponent(reply.said)}`);
	}
};
