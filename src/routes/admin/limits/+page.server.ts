import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as wip from '#lib/reviews/wip-limits.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireRole(event, 'admin');
	return wip.limits(event.locals);
};

async function answer(event: RequestEvent, work: (caller: App.Locals, form: FormData) => Promise<Reply>) {
	const reply = await work(event.locals, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `/admin/limits?done=${encodeURIComponent(reply.said)}`);
}

export const actions: Actions = {
	save: (event) => (requireRole(event, 'admin'), answer(event, wip.save)),
	remove: (event) => (requireRole(event, 'admin'), answer(event, wip.remove))
};
