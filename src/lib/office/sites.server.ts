import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refused, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { siteForm, sitesSchema, type Site } from './sites.ts';

type Caller = Pick<App.Locals, 'supabase'>;

/** Every site of the district, open and closed, by name. */
export async function sites({ supabase }: Caller): Promise<Site[]> {
	const rows = supabase.from('sites').select('id, name, kind, closed_on, revision').order('name');
	return sitesSchema.parse(await ask(rows));
}

/** Adds a site, or changes its name and kind. */
export function save(caller: Caller, form: FormData): Promise<Reply> {
	const given = siteForm.safeParse(typed(form));
	const about = `site:${form.get('site') || 'new'}`;
	if (!given.success) return Promise.resolve(wrong(about, form, formErrors(given.error)));
	return put(caller, form, given.data, form.get('site') ? 'changed' : 'added');
}

/** Closes a site from a day on, or opens it again. */
export function close(caller: Caller, form: FormData): Promise<Reply> {
	return put(caller, form, { closed_on: String(form.get('closed_on') ?? '') }, 'closed');
}

export function open(caller: Caller, form: FormData): Promise<Reply> {
	return put(caller, form, { closed_on: null }, 'opened');
}

async function put({ supabase }: Caller, form: FormData, fields: object, said: string): Promise<Reply> {
	const site = String(form.get('site') ?? '') || null;
	const asked = { site: site as string, revision: Number(form.get('revision')), fields: fields as never };
	const done = await attempt(ask(supabase.rpc('save_site', asked)));
	return done.ok ? { ok: true, said } : refused(`site:${site ?? 'new'}`, form, done);
}
