import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as office from '#lib/office/settings.server.ts';
import { requireRole } from '#lib/people/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireRole(event, 'admin');
	return office.settings(event.locals);
};

async function answer(event: RequestEvent, work: typeof office.save) {
	const reply = await work(event.locals, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `/admin/settings?done=${reply.said}`);
}

export const actions: Actions = {
	save: (event) => (requireRole(event, 'admin'), answer(event, office.save)),
	small: (event) => (requireRole(event, 'admin'), answer(event, office.makeSmall))
};
