import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requirePerson } from '#lib/people/guard.server.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import * as safeguards from '#lib/safeguards/safeguards.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { supabase } = event.locals;
	const { id } = event.params;
	const [pilot, kept] = await Promise.all([read(supabase, id), safeguards.of(supabase, id)]);
	return { pilot, safeguards: kept, newId: crypto.randomUUID() };
};

const formOf = (event: RequestEvent) => event.request.formData();
/** Once it is done the page is shown anew; what is refused comes back with what was typed. */
function shown({ params }: RequestEvent, reply: Reply) {
	if (reply.ok) redirect(303, `/pilots/${params.id}/safeguards?done=${reply.said}`);
	return fail(reply.status, reply);
}

export const actions: Actions = {
	family: async (event) => {
		requirePerson(event);
		return shown(event, await safeguards.settle(event.locals.supabase, event.params.id, await formOf(event)));
	},
	residual: async (event) => {
		requirePerson(event);
		return shown(event, await safeguards.judge(event.locals.supabase, event.params.id, await formOf(event)));
	},
	mitigation: async (event) => {
		requirePerson(event);
		return shown(
			event,
			await safeguards.mitigate(event.locals.supabase, event.params.id, await formOf(event))
		);
	},
	finish: async (event) => {
		requirePerson(event);
		return shown(event, await safeguards.finish(event.locals.supabase, await formOf(event)));
	},
	reopen: async (event) => {
		requirePerson(event);
		return shown(event, await safeguards.reopen(event.locals.supabase, await formOf(event)));
	}
};
