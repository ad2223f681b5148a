import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refused, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { answerSchema, openSchema } from './answer-form.ts';
import { feedbackSchema, type Feedback } from './feedback.ts';

type Database = App.Locals['supabase'];

/** The rounds of a pilot as this caller may see them. @throws 404 for a pilot that this caller may not see. */
export async function list(database: Database, pilot: string): Promise<Feedback> {
	return feedbackSchema.parse(await ask(database.rpc('feedback', { pilot })));
}

/** Opens a round, of which the educators of the pilot's sites hear. */
export async function open(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const given = openSchema.safeParse(typed(form));
	if (!given.success) return wrong('open-feedback', form, formErrors(given.error));
	const { round_period: period, closes_on } = given.data;
	const done = await attempt(ask(database.rpc('open_feedback', { pilot, period, closes_on })));
	if (!done.ok) return refused('open-feedback', form, done);
	return { ok: true, said: `The round “${period}” is open, and educators are asked.` };
}

/** Closes a round before its day, for good. */
export async function close(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const round = z.uuid().safeParse(form.get('round'));
	if (!round.success) {
		return refused('close-feedback', form, {
			status: 400,
			message: 'Choose a round to close.',
			key: 'wrong'
		});
	}
	const done = await attempt(ask(database.rpc('close_feedback', { pilot, round: round.data })));
	if (!done.ok) return refused('close-feedback', form, done);
	return { ok: true, said: 'The round is closed.' };
}

/** Adds the caller's answers to the counts of a round. Nothing of them is kept with a name, so nothing of them comes back. */
export async function answer(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const round = z.uuid().safeParse(form.get('round'));
	if (!round.success) {
		const message = 'This form is damaged: open the page again.';
		return refused('feedback', form, { status: 400, message, key: 'wrong' });
	}
	const given = answerSchema.safeParse(typed(form));
	if (!given.success) return wrong('feedback', form, formErrors(given.error));
	const done = await attempt(
		ask(database.rpc('answer_feedback', { pilot, round: round.data, answers: given.data }))
	);
	if (!done.ok) return refused('feedback', form, done);
	return { ok: true, said: 'Thank you: your answers are counted.' };
}
