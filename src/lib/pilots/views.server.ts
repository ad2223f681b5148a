import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refused, typed, wrong, type Refused } from '#lib/ui/reply.ts';
import { viewForm } from './views.ts';

type Caller = Pick<App.Locals, 'supabase'>;
type Came = { ok: true; to: string } | Refused;

const idOf = (form: FormData) => (String(form.get('view') ?? '') || null) as string;

/** Saves what the address says under a name: a new view, or one of the caller's own. */
export async function save({ supabase }: Caller, form: FormData): Promise<Came> {
	const view = idOf(form);
	const about = `view:${view ?? 'new'}`;
	const given = viewForm.safeParse(typed(form));
	if (!given.success) return wrong(about, form, formErrors(given.error));
	const { name, query, shared } = given.data;
	const fields = { name, query, shared: shared === 'yes' };
	const done = await attempt(ask(supabase.rpc('save_view', { view, fields })));
	return done.ok ? { ok: true, to: `?view=${done.data}&done=saved` } : refused(about, form, done);
}

export async function remove({ supabase }: Caller, form: FormData): Promise<Came> {
	const view = idOf(form);
	const done = await attempt(ask(supabase.rpc('delete_view', { view })));
	return done.ok ? { ok: true, to: '?view=none&done=deleted' } : refused(`view:${view}`, form, done);
}

/** Opens the pipeline with a view from now on; with all pilots where none is named. */
export async function openWith({ supabase }: Caller, form: FormData): Promise<Came> {
	const view = idOf(form);
	const done = await attempt(ask(supabase.rpc('open_with_view', { view })));
	if (!done.ok) return refused(`view:${view}`, form, done);
	return { ok: true, to: view ? `?view=${view}&done=first` : '?view=none&done=all' };
}
