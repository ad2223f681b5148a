import { fail, redirect } from '@sveltejs/kit';
import * as metrics from '#lib/metrics/metrics.server.ts';
import { requireRole } from '#lib/people/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireRole(event, 'admin');
	const { supabase } = event.locals;
	const { id } = event.params;
	const [owners, versions] = await Promise.all([
		metrics.owners(supabase),
		id === 'new' ? [] : metrics.versions(supabase, id)
	]);
	const metric = versions[0] ?? null;
	// Only the newest version is edited, and none that is retired.
	if (metric && metric.id !== id) redirect(303, `/admin/metrics/${metric.id}`);
	if (metric?.retired_at) redirect(303, `/metrics/${metric.id}`);
	return { metric, owners };
};

export const actions: Actions = {
	save: async (event) => {
		requireRole(event, 'admin');
		const id = event.params.id === 'new' ? null : event.params.id;
		const saved = await metrics.save(event.locals.supabase, id, await event.request.formData());
		if (!saved.ok) return fail(saved.status, saved);
		redirect(303, `/metrics/${saved.id}?done=${encodeURIComponent(saved.did)}`);
	}
};
