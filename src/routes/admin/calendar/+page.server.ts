import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as office from '#lib/office/calendar.server.ts';
import { requireRole } from '#lib/people/guard.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireRole(event, 'admin');
	return office.calendar(event.locals, event.url.searchParams);
};

type Do = (caller: App.Locals, form: FormData) => Promise<Reply>;

async function answer(event: RequestEvent, work: Do) {
	const reply = await work(event.locals, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `/admin/calendar?done=${reply.said}`);
}

export const actions: Actions = {
	term: (event) => {
		requireRole(event, 'admin');
		return answer(event, (caller, form) => office.save(caller, 'term', form));
	},
	off: (event) => {
		requireRole(event, 'admin');
		return answer(event, (caller, form) => office.save(caller, 'off', form));
	},
	remove: (event) => (requireRole(event, 'admin'), answer(event, office.remove))
};
