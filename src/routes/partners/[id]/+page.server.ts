import { randomUUID } from 'node:crypto';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as partners from '#lib/partners/partners.server.ts';
import { requirePerson, requireRole } from '#lib/people/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	return {
		organisation: await partners.read(event.locals.supabase, event.params.id),
		draft: randomUUID()
	};
};

async function keep(event: RequestEvent<{ id: string }>, work: typeof partners.record) {
	const reply = await work(event.locals.supabase, event.params.id, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `/partners/${event.params.id}?done=${reply.said}`);
}

export const actions: Actions = {
	save: (event) => (requireRole(event, 'admin'), keep(event, partners.save)),
	record: (event) => (requireRole(event, 'admin'), keep(event, partners.record)),
	end: (event) => (requireRole(event, 'admin'), keep(event, partners.end))
};
