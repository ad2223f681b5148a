import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refused, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { secondOpinionSchema } from './evaluation-form.ts';

type Database = App.Locals['supabase'];

/** Asks somebody for a second opinion, in the place of whoever was asked before. */
export async function askSecond(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const person = z.uuid().safeParse(form.get('person'));
	if (!person.success) return wrong('ask', form, { person: 'Choose whom to ask.' });
	const done = await attempt(ask(database.rpc('ask_second_evaluator', { pilot, person: person.data })));
	return done.ok ? { ok: true, said: 'asked' } : refused('ask', form, done);
}

/** Asks nobody any more. What was said stays. */
export async function askNobody(database: Database, pilot: string, form: FormData): Promise<Reply> {
	// The generated types know no argument that may be null.
	const args = { pilot, person: null as unknown as string };
	const done = await attempt(ask(database.rpc('ask_second_evaluator', args)));
	return done.ok ? { ok: true, said: 'withdrawn' } : refused('ask', form, done);
}

/** What the second evaluator says about the version that they read. */
export async function review(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const given = secondOpinionSchema.safeParse(typed(form));
	if (!given.success) return wrong('review', form, formErrors(given.error));
	const done = await attempt(ask(database.rpc('review_evaluation', { pilot, ...given.data })));
	return done.ok ? { ok: true, said: 'reviewed' } : refused('review', form, done);
}
