import { fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import * as policies from '#lib/principles/policies.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const policy = await policies.read(event.locals.supabase, event.params.id);
	if (!policy.now) redirect(303, `/admin/policies/${policy.id}`);
	return { policy, now: policy.now };
};

export const actions: Actions = {
	acknowledge: async (event) => {
		requirePerson(event);
		const { id } = event.params;
		const reply = await policies.acknowledge(event.locals.supabase, id, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/policies/${id}?done=acknowledged`);
	}
};
