import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { keepsTools } from '#lib/tools/record/keeps-tools.ts';
import * as records from '#lib/tools/record/records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => ({ keeps: keepsTools(requirePerson(event)) });

async function save(event: RequestEvent) {
	const keeps = keepsTools(requirePerson(event));
	const form = await event.request.formData();
	const { supabase } = event.locals;
	const saved = await (keeps ? records.save(supabase, null, form) : records.propose(supabase, form));
	if (!saved.ok) return fail(saved.status, saved);
	redirect(303, `/tools/${saved.id}?done=${saved.did}`);
}

export const actions: Actions = { save: (event) => (requirePerson(event), save(event)) };
