import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import * as runbooks from '#lib/sunset/runbooks.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { supabase } = event.locals;
	const [pilot, runbook] = await Promise.all([
		read(supabase, event.params.id),
		runbooks.read(supabase, event.params.id)
	]);
	return { pilot, runbook, draft: crypto.randomUUID() };
};

type Do = (database: App.Locals['supabase'], pilot: string, form: FormData) => Promise<Reply>;

async function answer(event: RequestEvent<{ id: string }>, work: Do) {
	const reply = await work(event.locals.supabase, event.params.id, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, `/pilots/${event.params.id}/sunset?done=${reply.said}${reply.place ?? ''}`);
}

export const actions: Actions = {
	doStep: (event) => (requirePerson(event), answer(event, runbooks.finish)),
	undoStep: (event) => (requirePerson(event), answer(event, runbooks.undo)),
	skipStep: (event) => (requirePerson(event), answer(event, runbooks.skip)),
	changeStep: (event) => (requirePerson(event), answer(event, runbooks.change)),
	addStep: (event) => (requirePerson(event), answer(event, runbooks.add)),
	avoided: (event) => (requirePerson(event), answer(event, runbooks.saveAvoided)),
	thanks: (event) => (requirePerson(event), answer(event, runbooks.thank))
};
