import { fail, redirect } from '@sveltejs/kit';
import * as feedback from '#lib/evidence/feedback/feedback.server.ts';
import { openRound } from '#lib/evidence/feedback/standing.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { supabase } = event.locals;
	const [pilot, rounds] = await Promise.all([
		read(supabase, event.params.id),
		feedback.list(supabase, event.params.id)
	]);
	return { pilot, round: openRound(rounds) };
};

export const actions: Actions = {
	answer: async (event) => {
		requirePerson(event);
		const reply = await feedback.answer(
			event.locals.supabase,
			event.params.id,
			await event.request.formData()
		);
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/pilots/${event.params.id}/feedback?done=answered`);
	}
};
