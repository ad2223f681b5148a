import { z } from 'zod';
import { ask } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import type { Json } from '#lib/db/database.types.ts';
import { refused, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { logSchema } from './log-form.ts';
import { logRows } from './log-rows.server.ts';

type Database = App.Locals['supabase'];

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
	const done = await logRows(database, pilot, [given.data] as unknown as Json);
	if (!done.ok) return refused('log', form, done);
	const [answer] = done.answers;
	if (answer?.state === 'conflict') return sentBefore(form);
	if (answer?.field) return wrong('log', form, { [answer.field]: answer.reason ?? 'This was refused.' });
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

const keptSchema = z.object({
	/** Whose they are: a device may have another's session by now. */
	person: z.string(),
	rows: z.array(z.record(z.string(), z.union([z.string(), z.number()])))
});

/** To a device that kept results: that they are logged, or why not and which field of a single one is wrong. */
export type KeptAnswer =
	{ ok: true } | { ok: false; status: number; message: string; key: string; field: string | null };

/** Logs results that waited on a device, all or none. Each has its id from there, so that what is sent twice is logged once. */
export async function logKept(
	database: Database,
	pilot: string,
	me: string,
	body: unknown
): Promise<KeptAnswer> {
	const no = (status: number, key: string, message: string, field: string | null = null) =>
		({ ok: false, status, key, message, field }) as const;
	const given = keptSchema.safeParse(body);
	if (!given.success) return no(400, 'not_understood', 'These are no results, so nothing was logged.');
	if (given.data.person !== me) {
		return no(403, 'somebody_else', 'Somebody else is signed in on this device, so nothing was sent.');
	}
	const { rows } = given.data;
	const done = await logRows(database, pilot, rows);
	if (!done.ok) return no(done.status, done.key, done.message);
	const bad = done.answers.findIndex(({ state }) => state === 'refused' || state === 'conflict');
	if (bad === -1) return { ok: true };
	const { state, field, reason } = done.answers[bad]!;
	const why =
		state === 'conflict'
			? 'This was sent before with other numbers, and those are logged.'
			: (reason ?? 'This was refused.');
	if (rows.length === 1) return no(400, state, why, field ?? null);
	return no(400, state, `Result ${bad + 1} of ${rows.length}: ${why} So none of them was logged.`);
}
