import { fail, type RequestEvent } from '@sveltejs/kit';
import * as room from '#lib/decisions/room/room.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requirePerson(event);
	return room.roomPage(event.locals, event.params.meeting, event.url.searchParams.get('item'));
};

type Do = (caller: App.Locals, form: FormData, url: URL) => Promise<Reply>;

async function answer(event: RequestEvent, work: Do) {
	const reply = await work(event.locals, await event.request.formData(), event.url);
	return reply.ok ? reply : fail(reply.status, reply);
}

export const actions: Actions = {
	open: (event) => (requirePerson(event), answer(event, room.open)),
	close: (event) => (requirePerson(event), answer(event, room.close)),
	reopen: (event) => (requirePerson(event), answer(event, room.reopen)),
	carry: (event) => (requirePerson(event), answer(event, room.carry)),
	settle: (event) => (requirePerson(event), answer(event, room.settle)),
	put: (event) => (requirePerson(event), answer(event, room.put)),
	vote: (event) => (requirePerson(event), answer(event, room.vote)),
	decide: (event) => (requirePerson(event), answer(event, room.decide))
};
