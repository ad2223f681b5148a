import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as training from '#lib/training/office.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	return { office: await training.office(event.locals.supabase) };
};

async function answer(event: RequestEvent, work: typeof training.retire) {
	const reply = await work(event.locals.supabase, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `/admin/training?done=${reply.said}`);
}

export const actions: Actions = {
	rules: (event) => (requireRole(event, 'admin'), answer(event, training.saveRules)),
	confirm: (event) => (requireRole(event, 'admin'), answer(event, training.confirm)),
	retire: (event) => (requireRole(event, 'admin'), answer(event, training.retire))
};
