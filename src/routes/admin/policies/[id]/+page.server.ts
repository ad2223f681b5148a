import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { isId, newId } from '#lib/db/ids.ts';
import { requireRole } from '#lib/people/guard.server.ts';
import * as policies from '#lib/principles/policies.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const me = requireRole(event, 'admin');
	const { supabase } = event.locals;
	const { id } = event.params;
	if (id === 'new') return { policy: null, fresh: newId(), subjects: null, me: me.person.id };
	const policy = await policies.read(supabase, id);
	const subjects = policy.now && !policy.retired_at ? await policies.subjects(supabase) : null;
	return { policy, fresh: '', subjects, me: me.person.id };
};

async function reply(event: RequestEvent<{ id: string }>, work: typeof policies.publish) {
	const { id } = event.params;
	const done = await work(event.locals.supabase, id, await event.request.formData());
	if (!done.ok) return fail(done.status, done);
	redirect(303, `/admin/policies/${id}?done=${done.said}`);
}

export const actions: Actions = {
	write: async (event) => {
		requireRole(event, 'admin');
		const form = await event.request.formData();
		const fresh = String(form.get('id') ?? '');
		const id = event.params.id === 'new' && isId(fresh) ? fresh : event.params.id;
		const saved = await policies.save(event.locals.supabase, id, form);
		if (!saved.ok) return fail(saved.status, saved);
		redirect(303, `/admin/policies/${saved.id}?done=saved`);
	},
	publish: (event) => (requireRole(event, 'admin'), reply(event, policies.publish)),
	retire: (event) => (requireRole(event, 'admin'), reply(event, policies.retire)),
	except: (event) => (requireRole(event, 'admin'), reply(event, policies.except))
};
