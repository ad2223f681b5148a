import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as monitoring from '#lib/monitoring/monitoring.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requirePerson(event);
	return monitoring.monitoringPage(event.locals.supabase, event.params.id);
};

type Do = (database: App.Locals['supabase'], pilot: string, form: FormData) => Promise<Reply>;

async function answer(event: RequestEvent<{ id: string }>, work: Do) {
	const reply = await work(event.locals.supabase, event.params.id, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `/pilots/${event.params.id}/monitoring?done=${reply.said}${reply.place ?? ''}`);
}

export const actions: Actions = {
	choose: (event) => (requirePerson(event), answer(event, monitoring.chooseCycle)),
	review: (event) => (requirePerson(event), answer(event, monitoring.doReview))
};
