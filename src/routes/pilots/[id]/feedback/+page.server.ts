import { fail } from '@sveltejs/kit';
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
		return reply.ok ? reply : fail(reply.status, reply);
	}
};
