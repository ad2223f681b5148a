import { randomUUID } from 'node:crypto';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import * as records from '#lib/tools/record/records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const tool = await records.read(event.locals.supabase, event.params.id);
	// Another spelling of it, which was joined with it since.
	if (tool.id !== event.params.id) redirect(303, `/tools/${tool.id}`);
	return { tool, newId: randomUUID() };
};

type Do = (database: App.Locals['supabase'], tool: string, form: FormData) => Promise<records.Done>;

async function answer(event: RequestEvent<{ id: string }>, work: Do, place: string) {
	const reply = await work(event.locals.supabase, event.params.id, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	const reopened = reply.reopened ? `&reopened=${reply.reopened}` : '';
	redirect(303, `/tools/${event.params.id}?done=${reply.said}${reopened}#${place}`);
}

export const actions: Actions = {
	state: (event) => (requirePerson(event), answer(event, records.setState, 'state')),
	agree: (event) => (requirePerson(event), answer(event, records.recordAgreement, 'agreement')),
	end: (event) => (requirePerson(event), answer(event, records.endAgreement, 'agreement'))
};
