import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { flow } from '#lib/pilots/flow.server.ts';
import { refused, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { wipLimitForm, wipLimitSchema } from './wip-limits.ts';

type Caller = Pick<App.Locals, 'supabase'>;

const siteSchema = z.array(z.object({ id: z.string(), name: z.string() }));

/** The district's limits, how full they are now, and the sites that one can be for. */
export async function limits(caller: Caller) {
	const { supabase } = caller;
	const [rows, sites, { limits: now }] = await Promise.all([
		ask(
			supabase
				.from('wip_limits')
				.select('id, stage, per, site_id, most, mode, revision')
				.order('stage')
				.order('per')
		),
		ask(supabase.from('sites').select('id, name').order('name')),
		flow(caller)
	]);
	return { limits: z.array(wipLimitSchema).parse(rows), sites: siteSchema.parse(sites), now };
}

/** Saves a limit, new or known. */
export async function save({ supabase }: Caller, form: FormData): Promise<Reply> {
	const id = String(form.get('limit') ?? '');
	const about = `limit:${id || 'new'}`;
	const given = wipLimitForm.safeParse(typed(form));
	if (!given.success) return wrong(about, form, formErrors(given.error));
	const asked = {
		wip_limit: (id || null) as string,
		revision: Number(form.get('revision')),
		fields: given.data
	};
	const done = await attempt(ask(supabase.rpc('save_wip_limit', asked)));
	return done.ok ? { ok: true, said: id ? 'changed' : 'added' } : refused(about, form, done);
}

/** Takes a limit away. */
export async function remove({ supabase }: Caller, form: FormData): Promise<Reply> {
	const done = await attempt(
		ask(supabase.rpc('remove_wip_limit', { wip_limit: String(form.get('limit') ?? '') }))
	);
	return done.ok ? { ok: true, said: 'limit removed' } : refused('remove', form, done);
}
