import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as office from '#lib/office/sites.server.ts';
import { requireRole } from '#lib/people/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	return { sites: await office.sites(event.locals), today: new Date().toISOString().slice(0, 10) };
};

async function answer(event: RequestEvent, work: typeof office.save) {
	const reply = await work(event.locals, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `/admin/sites?done=${reply.said}`);
}

export const actions: Actions = {
	save: (event) => (requireRole(event, 'admin'), answer(event, office.save)),
	close: (event) => (requireRole(event, 'admin'), answer(event, office.close)),
	open: (event) => (requireRole(event, 'admin'), answer(event, office.open))
};
