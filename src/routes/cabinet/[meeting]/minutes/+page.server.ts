import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as minutes from '#lib/decisions/meetings/minutes.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	return { minutes: await minutes.read(event.locals.supabase, event.params.meeting) };
};

type Do = (database: App.Locals['supabase'], meeting: string, form: FormData) => Promise<Reply>;

async function answer(event: RequestEvent<{ meeting: string }>, work: Do) {
	const reply = await work(event.locals.supabase, event.params.meeting, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `/cabinet/${event.params.meeting}/minutes?done=${encodeURIComponent(reply.said)}`);
}

export const actions: Actions = {
	save: (event) => (requirePerson(event), answer(event, minutes.save)),
	remake: (event) => (requirePerson(event), answer(event, minutes.remake)),
	sign: (event) => (requirePerson(event), answer(event, minutes.sign)),
	add: (event) => (requirePerson(event), answer(event, minutes.add))
};
