import { error, fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import * as records from '#lib/tools/record/records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const tool = await records.read(event.locals.supabase, event.params.id);
	if (tool.id !== event.params.id) redirect(303, `/tools/${tool.id}/edit`);
	if (!tool.may_edit) {
		const message = 'The AI office keeps the registry, with whoever reviews security or privacy.';
		error(403, { message, key: 'not_yours', facts: {} });
	}
	return { tool };
};

export const actions: Actions = {
	save: async (event) => {
		requirePerson(event);
		const { id } = event.params;
		const saved = await records.save(event.locals.supabase, id, await event.request.formData());
		if (!saved.ok) return fail(saved.status, saved);
		redirect(303, `/tools/${id}?done=${saved.did}${saved.reopened > 0 ? `&reopened=${saved.reopened}` : ''}`);
	}
};
