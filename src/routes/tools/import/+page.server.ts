import { fail, redirect } from '@sveltejs/kit';
import { requireRole } from '#lib/people/guard.server.ts';
import * as importing from '#lib/tools/list/tool-import.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireRole(event, 'admin');
};

export const actions: Actions = {
	check: async (event) => {
		requireRole(event, 'admin');
		const reply = await importing.preview(event.locals.supabase, await event.request.formData());
		return reply.preview ? reply : fail(422, reply);
	},
	send: async (event) => {
		requireRole(event, 'admin');
		const sent = await importing.send(event.locals.supabase, await event.request.formData());
		if (!sent.ok) return fail(sent.status, sent.reply);
		redirect(303, `/tools?done=imported&added=${sent.added}&filled=${sent.filled}`);
	}
};
