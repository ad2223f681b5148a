import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refused, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { spanForm, spansSchema, yearAsked } from './calendar.ts';

type Caller = Pick<App.Locals, 'supabase'>;

const columns = 'id, name, starts_on, ends_on, revision';

/** Terms and days off, all of them, and the school year that an address asks for. */
export async function calendar({ supabase }: Caller, address: URLSearchParams) {
	const today = new Date().toISOString().slice(0, 10);
	const [terms, daysOff] = await Promise.all([
		ask(supabase.from('terms').select(columns).order('starts_on')),
		ask(supabase.from('days_off').select(columns).order('starts_on'))
	]);
	return {
		terms: spansSchema.parse(terms),
		daysOff: spansSchema.parse(daysOff),
		year: yearAsked(address.get('year'), today),
		today
	};
}

/** Saves a term or days off, new or known. */
export async function save({ supabase }: Caller, what: 'term' | 'off', form: FormData): Promise<Reply> {
	const id = String(form.get('entry') ?? '');
	const about = `${what}:${id || 'new'}`;
	const given = spanForm.safeParse(typed(form));
	if (!given.success) return wrong(about, form, formErrors(given.error));
	const revision = Number(form.get('revision'));
	const entry = (id || null) as string;
	const saving =
		what === 'term'
			? supabase.rpc('save_term', { term: entry, revision, fields: given.data })
			: supabase.rpc('save_days_off', { days_off: entry, revision, fields: given.data });
	const done = await attempt(ask(saving));
	return done.ok ? { ok: true, said: id ? 'changed' : 'added' } : refused(about, form, done);
}

/** Takes a term or days off out of the calendar. */
export async function remove({ supabase }: Caller, form: FormData): Promise<Reply> {
	const entry = String(form.get('entry') ?? '');
	const done = await attempt(ask(supabase.rpc('remove_from_calendar', { entry })));
	return done.ok ? { ok: true, said: 'removed' } : refused('remove', form, done);
}
