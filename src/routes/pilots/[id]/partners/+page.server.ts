import { randomUUID } from 'node:crypto';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as partners from '#lib/partners/partners.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { supabase } = event.locals;
	const [pilot, asked] = await Promise.all([
		read(supabase, event.params.id),
		partners.questions(supabase, event.params.id)
	]);
	return { pilot, asked, draft: randomUUID() };
};

async function answer(event: RequestEvent<{ id: string }>, work: typeof partners.ask) {
	const reply = await work(event.locals.supabase, event.params.id, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `/pilots/${event.params.id}/partners?done=${reply.said}`);
}

export const actions: Actions = {
	ask: (event) => (requirePerson(event), answer(event, partners.ask)),
	withdraw: (event) => (requirePerson(event), answer(event, partners.withdraw)),
	close: (event) => (requirePerson(event), answer(event, partners.close))
};
