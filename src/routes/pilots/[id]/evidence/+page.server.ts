import { fail, redirect } from '@sveltejs/kit';
import { accept, lookAgain } from '#lib/evidence/accepting.server.ts';
import { evidencePage } from '#lib/evidence/evidence-page.server.ts';
import * as feedback from '#lib/evidence/feedback/feedback.server.ts';
import { log } from '#lib/evidence/logging.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { person } = requirePerson(event);
	const page = await evidencePage(event.locals.supabase, event.params.id, event.url.searchParams);
	return { ...page, person: person.id };
};

export const actions: Actions = {
	log: async (event) => {
		requirePerson(event);
		const reply = await log(event.locals.supabase, event.params.id, await event.request.formData());
		return reply.ok ? reply : fail(reply.status, reply);
	},
	look: async (event) => {
		requirePerson(event);
		const reply = await lookAgain(event.locals.supabase, event.params.id, await event.request.formData());
		return reply.ok ? reply : fail(reply.status, reply);
	},
	accept: async (event) => {
		requirePerson(event);
		const reply = await accept(event.locals.supabase, event.params.id, await event.request.formData());
		return reply.ok ? reply : fail(reply.status, reply);
	},
	openFeedback: async (event) => {
		requirePerson(event);
		const reply = await feedback.open(event.locals.supabase, event.params.id, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/pilots/${event.params.id}/evidence#feedback`);
	},
	closeFeedback: async (event) => {
		requirePerson(event);
		const reply = await feedback.close(
			event.locals.supabase,
			event.params.id,
			await event.request.formData()
		);
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/pilots/${event.params.id}/evidence#feedback`);
	}
};
