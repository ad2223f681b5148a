import { fail } from '@sveltejs/kit';
import { brief, decide, next, vote } from '#lib/decisions/brief.server.ts';
import { requirePerson, requireRole } from '#lib/people/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const me = requirePerson(event);
	return brief(event.locals, me, event.params.id);
};

export const actions: Actions = {
	vote: async (event) => {
		requireRole(event, 'cabinet');
		const reply = await vote(event.locals, event.params.id, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		return { ...reply, next: await next(event.locals, event.params.id) };
	},
	decide: async (event) => {
		requireRole(event, 'cabinet');
		const reply = await decide(event.locals, event.params.id, await event.request.formData());
		return reply.ok ? reply : fail(reply.status, reply);
	}
};
