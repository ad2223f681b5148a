import { fail, redirect } from '@sveltejs/kit';
import { overrideFiltersIn } from '#lib/decisions/ledgers/override-filters.ts';
import * as overrides from '#lib/decisions/ledgers/overrides.server.ts';
import { requirePerson, requireRole } from '#lib/people/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const filters = overrideFiltersIn(event.url.searchParams);
	return { filters, ledger: await overrides.list(event.locals.supabase, filters) };
};

export const actions: Actions = {
	came: async (event) => {
		requireRole(event, 'cabinet', 'clerk', 'admin');
		const reply = await overrides.sayWhatCame(event.locals.supabase, await event.request.formData());
		if (!reply.ok) return fail(reply.status, reply);
		redirect(303, `/cabinet/overrides?done=${reply.said}${reply.place ?? ''}`);
	}
};
