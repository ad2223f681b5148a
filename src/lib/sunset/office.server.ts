import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refusedAt, typed, wrong, type Refused, type Reply } from '#lib/ui/reply.ts';
import { officeSchema, type Office } from './runbook-schema.ts';
import { endRuleForm, ruleForm } from './sunset-forms.ts';

type Database = App.Locals['supabase'];

/** The district's runbook, with what it would be for a pilot. @throws 404 for a pilot that the caller does not see. */
export async function office(database: Database, pilot: string | null): Promise<Office> {
	const known = pilot !== null && /^[0-9a-f-]{36}$/i.test(pilot);
	return officeSchema.parse(await ask(database.rpc('runbook_office', known ? { pilot } : {})));
}

/** Saves a step of the district's runbook: a new one without an id. */
export async function saveRule(database: Database, form: FormData): Promise<Reply> {
	const about = `rule:${form.get('id') ?? 'new'}`;
	const given = ruleForm.safeParse({ ...typed(form), evidence: form.getAll('evidence') });
	if (!given.success) return withTicks(wrong(about, form, formErrors(given.error)), form);
	const rule = {
		...given.data,
		required: given.data.required === 'yes',
		students_only: given.data.students_only === 'yes'
	};
	const done = await attempt(ask(database.rpc('save_runbook_rule', { rule })));
	if (!done.ok) return withTicks(refusedAt(about, form, done), form);
	return { ok: true, said: 'rule', place: `#rule-${done.data}` };
}

/** A form that comes back keeps every box that was ticked. */
const withTicks = (reply: Refused, form: FormData): Refused => ({
	...reply,
	values: { ...reply.values, evidence: form.getAll('evidence').join(',') }
});

/** Takes a step out of the district's runbook. */
export async function endRule(database: Database, form: FormData): Promise<Reply> {
	const about = `rule:${form.get('id')}`;
	const given = endRuleForm.safeParse(typed(form));
	if (!given.success) return wrong(about, form, formErrors(given.error));
	const done = await attempt(ask(database.rpc('end_runbook_rule', { rule: given.data.id })));
	return done.ok ? { ok: true, said: 'rule ended' } : refusedAt(about, form, done);
}
