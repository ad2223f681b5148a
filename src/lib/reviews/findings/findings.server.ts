import type { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refused, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { answerForm, closeForm, passOnForm, raiseForm, regradeForm, reopenForm } from './finding-forms.ts';
import type { FindingDone } from './finding-words.ts';
import { findingsSchema } from './findings-schema.ts';
import type { FindingsPage } from './findings.ts';

type Database = App.Locals['supabase'];

/** Findings of a pilot and what became of its reviews. @throws 404 for a pilot that this caller may not see. */
export async function list(database: Database, pilot: string): Promise<FindingsPage> {
	return findingsSchema.parse(await ask(database.rpc('findings', { pilot })));
}

/** Raises a finding; its id came with the form, so that sending it twice raises it once. */
export function raise(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answered('raise', form, raiseForm, 'raised', ({ finding, ...fields }) =>
		database.rpc('raise_finding', { pilot, finding, fields })
	);
}

/** Says what was done about a finding. */
export function answer(database: Database, _pilot: string, form: FormData): Promise<Reply> {
	return answered('answer', form, answerForm, 'answered', (given) => database.rpc('answer_finding', given));
}

/** Gives a finding to somebody else, or another day. */
export function passOn(database: Database, _pilot: string, form: FormData): Promise<Reply> {
	return answered('passOn', form, passOnForm, 'passed on', ({ owner, ...given }) =>
		database.rpc('reassign_finding', { ...given, person: owner })
	);
}

/** Weighs a finding anew. */
export function regrade(database: Database, _pilot: string, form: FormData): Promise<Reply> {
	return answered('regrade', form, regradeForm, 'weighed', (given) => database.rpc('regrade_finding', given));
}

/** Closes a finding: never by whoever owns or answered it. */
export function close(database: Database, _pilot: string, form: FormData): Promise<Reply> {
	return answered('close', form, closeForm, 'closed', (given) => database.rpc('close_finding', given));
}

/** Opens a finding again. */
export function reopen(database: Database, _pilot: string, form: FormData): Promise<Reply> {
	return answered('reopen', form, reopenForm, 'opened again', (given) =>
		database.rpc('reopen_finding', given)
	);
}

/** Reads a form, sends it, and says what came of it beside the field that it is about. */
async function answered<T>(
	act: string,
	form: FormData,
	schema: z.ZodType<T>,
	said: FindingDone,
	send: (given: T) => Parameters<typeof ask>[0]
): Promise<Reply> {
	const about = act === 'raise' ? 'finding:raise' : `finding:${act}:${form.get('finding')}`;
	const given = schema.safeParse(typed(form));
	if (!given.success) return wrong(about, form, formErrors(given.error));
	const done = await attempt(ask(send(given.data)));
	if (done.ok) return { ok: true, said, place: `#finding-${form.get('finding')}` };
	const reply = refused(about, form, done);
	const { field } = done.facts;
	return typeof field === 'string' ? { ...reply, errors: { [field]: done.message } } : reply;
}
