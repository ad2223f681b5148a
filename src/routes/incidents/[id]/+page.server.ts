import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as incidents from '#lib/incidents/incidents.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	return {
		incident: await incidents.read(event.locals.supabase, event.params.id),
		nextId: crypto.randomUUID()
	};
};

type Do = (database: App.Locals['supabase'], incident: string, form: FormData) => Promise<Reply>;

async function answer(event: RequestEvent<{ id: string }>, work: Do, place = '') {
	const reply = await work(event.locals.supabase, event.params.id, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `/incidents/${event.params.id}?done=${encodeURIComponent(reply.said)}${place}`);
}

export const actions: Actions = {
	triage: (event) => (requirePerson(event), answer(event, incidents.triage)),
	add: (event) => (requirePerson(event), answer(event, incidents.addAction, '#work')),
	finish: (event) => (requirePerson(event), answer(event, incidents.finishAction, '#work')),
	interim: (event) => (requirePerson(event), answer(event, incidents.addInterim, '#interim')),
	propose: (event) => (requirePerson(event), answer(event, incidents.propose)),
	answer: (event) => (requirePerson(event), answer(event, incidents.answer)),
	reopen: (event) => (requirePerson(event), answer(event, incidents.reopen)),
	join: (event) => (requirePerson(event), answer(event, incidents.join))
};
