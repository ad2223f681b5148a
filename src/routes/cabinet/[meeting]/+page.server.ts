import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as meetings from '#lib/decisions/meetings/meetings.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const me = requirePerson(event);
	return meetings.page(event.locals.supabase, event.params.meeting, me);
};

type Do = (database: App.Locals['supabase'], meeting: string, form: FormData) => Promise<Reply>;

async function answer(event: RequestEvent<{ meeting: string }>, work: Do, place = '') {
	const reply = await work(event.locals.supabase, event.params.meeting, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `/cabinet/${event.params.meeting}?done=${encodeURIComponent(reply.said)}${place}`);
}

export const actions: Actions = {
	save: (event) => (requirePerson(event), answer(event, meetings.save)),
	cancel: (event) => (requirePerson(event), answer(event, meetings.cancel)),
	order: (event) => (requirePerson(event), answer(event, meetings.order, '#docket')),
	put: (event) => (requirePerson(event), answer(event, meetings.put, '#docket')),
	carry: (event) => (requirePerson(event), answer(event, meetings.carry, '#docket')),
	takeOff: (event) => (requirePerson(event), answer(event, meetings.takeOff, '#docket')),
	answer: (event) => (requirePerson(event), answer(event, meetings.answer, '#coming')),
	note: (event) => (requirePerson(event), answer(event, meetings.note, '#coming')),
	strike: (event) => (requirePerson(event), answer(event, meetings.strike, '#coming')),
	open: (event) => (requirePerson(event), answer(event, meetings.open)),
	end: (event) => (requirePerson(event), answer(event, meetings.end)),
	send: (event) => (requirePerson(event), answer(event, meetings.mail))
};
