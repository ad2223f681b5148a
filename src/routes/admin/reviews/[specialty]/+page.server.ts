import { error, fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import { specialtyOf } from '#lib/pilots/review-path.ts';
import * as office from '#lib/reviews/questions/office.server.ts';
import type { Actions, PageServerLoad } from './$types';

const NONE = 'There is no such review.';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	const sets = await office.sets(event.locals.supabase);
	return {
		set: sets.find(({ specialty }) => specialty === specialtyOf(event.params.specialty)) ?? error(404, NONE)
	};
};

export const actions: Actions = {
	publish: async (event) => {
		requireRole(event, 'admin');
		const specialty = specialtyOf(event.params.specialty) ?? error(404, NONE);
		const reply = await office.publish(event.locals.supabase, specialty, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/admin/reviews?done=${encodeURIComponent(reply.same ? 'same' : specialty)}`);
	}
};
