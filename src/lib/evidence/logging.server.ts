import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import type { Json } from '#lib/db/database.types.ts';
import { refused, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { recompute } from './evidence.server.ts';
import { evaluationSchema } from './evaluation-form.ts';
import { logSchema } from './log-form.ts';

type Database = App.Locals['supabase'];

const answerSchema = z.array(
	z.object({ state: z.string(), field: z.string().optional(), reason: z.string().optional() })
);

/**
 * Logs one group summary, or corrects one by a new row that supersedes it. The form brings the row's id, so that one that is sent
 * twice is logged once. What the database refuses comes back at its field.
 */
export async function log(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const metric = z.uuid().safeParse(form.get('metric_id'));
	const [found] = metric.success
		? await ask(database.from('metrics').select('kind').eq('id', metric.data))
		: [];
	if (!found) return wrong('log', form, { metric_id: 'Choose what was measured.' });
	const given = logSchema(found.kind).safeParse(typed(form));
	if (!given.success) return wrong('log', form, formErrors(given.error));
	const rows = [given.data] as unknown as Json;
	const done = await attempt(ask(database.rpc('log_measurements', { pilot, rows })));
	if (!done.ok) return refused('log', form, done);
	const [answer] = answerSchema.parse(done.data);
	if (answer?.state === 'conflict') return sentBefore(form);
	if (answer?.field) return wrong('log', form, { [answer.field]: answer.reason ?? 'This was refused.' });
	await recompute(pilot);
	if (answer?.state === 'already there') {
		return { ok: true, said: 'This result was logged already, and stands once.' };
	}
	return { ok: true, said: given.data.supersedes ? 'The correction is logged.' : 'The result is logged.' };
}

/** The form came back from the browser's history with other numbers: they are kept, under an id of their own. */
function sentBefore(form: FormData): Reply {
	form.set('id', crypto.randomUUID());
	const message =
		'This form was sent before with other numbers, and those are logged. To log these as another result, send it again; to mend the first, correct it in the table.';
	return refused('log', form, { status: 409, message, key: 'conflict' });
}

/** Submits the evaluator's summary and recommendation. Each submission is kept; the last one of a cycle counts. */
export async function evaluate(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const given = evaluationSchema.safeParse(typed(form));
	if (!given.success) return wrong('evaluation', form, formErrors(given.error));
	const done = await attempt(ask(database.rpc('submit_evaluation', { pilot, ...given.data })));
	if (!done.ok) return refused('evaluation', form, done);
	return { ok: true, said: 'Your evaluation is submitted.' };
}
