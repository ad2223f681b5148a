import { fail, redirect } from '@sveltejs/kit';
import * as incidents from '#lib/incidents/incidents.server.ts';
import { emptyReport } from '#lib/incidents/report-values.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const wanted = event.url.searchParams.getAll('pilot').filter((id) => UUID.test(id));
	const choices = await incidents.choices(event.locals.supabase, wanted.slice(0, 4));
	const pilots = wanted.filter((id) => choices.pilots.some((pilot) => pilot.id === id));
	return { choices, empty: emptyReport(crypto.randomUUID(), pilots) };
};

export const actions: Actions = {
	file: async (event) => {
		requirePerson(event);
		const filed = await incidents.file(event.locals.supabase, await event.request.formData());
		if (!filed.ok) return fail(filed.status, filed);
		redirect(303, `/incidents/${filed.id}?done=${filed.serious ? 'reported+serious' : 'reported'}`);
	}
};
