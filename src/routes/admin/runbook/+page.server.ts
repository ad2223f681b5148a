import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as runbook from '#lib/sunset/office.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	const pilot = event.url.searchParams.get('pilot');
	return { office: await runbook.office(event.locals.supabase, pilot), pilot: pilot ?? '' };
};

async function answer(event: RequestEvent, work: typeof runbook.saveRule) {
	const reply = await work(event.locals.supabase, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `/admin/runbook?done=${encodeURIComponent(reply.said)}${reply.place ?? ''}`);
}

export const actions: Actions = {
	save: (event) => (requireRole(event, 'admin'), answer(event, runbook.saveRule)),
	end: (event) => (requireRole(event, 'admin'), answer(event, runbook.endRule))
};
