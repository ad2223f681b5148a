import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import type { Json } from '#lib/db/database.types.ts';
import { refused, typed, wrong, type Refused, type Reply } from '#lib/ui/reply.ts';
import { evaluationSchema as formSchema } from './evaluation-form.ts';
import { elsewhereSchema, evaluationSchema, savedDraftSchema, type Evaluation } from './evaluation-schema.ts';
import { currentAnalysis } from './evidence.server.ts';
import { drafted, type ReportFields } from './report.ts';

type Database = App.Locals['supabase'];

/** The evaluation of a pilot in all its versions, as this caller may see it. @throws 404 for a pilot that they may not see. */
export async function read(database: Database, pilot: string): Promise<Evaluation> {
	return evaluationSchema.parse(await ask(database.rpc('evaluation', { pilot })));
}

const revisionIn = (form: FormData) => {
	const text = String(form.get('revision') ?? '');
	return /^\d{1,9}$/.test(text) ? { revision: Number(text) } : {};
};

export type DraftSaved =
	| { ok: true; revision: number; at: string }
	| {
			ok: false;
			status: number;
			message: string;
			/** Saved from another page meanwhile. */
			elsewhere: { revision: number; at: string | null; saved: ReportFields } | null;
	  };

/** Keeps the report as it is being written. Saved from another page meanwhile, it comes back with what is saved. */
export async function saveDraft(database: Database, pilot: string, form: FormData): Promise<DraftSaved> {
	const fields = drafted(typed(form)) as Json;
	const args = { pilot, fields, ...revisionIn(form) };
	const done = await attempt(ask(database.rpc('save_evaluation_draft', args)));
	if (done.ok) return { ok: true, ...savedDraftSchema.parse(done.data) };
	const { status, message } = done;
	const elsewhere = done.key === 'edited_elsewhere' ? elsewhereSchema.parse(done.facts) : null;
	return { ok: false, status, message, elsewhere };
}

/** The same with its button: what is refused comes back with everything that was typed. */
export async function keepDraft(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const saved = await saveDraft(database, pilot, form);
	if (saved.ok) return { ok: true, said: 'draft' };
	const message = saved.elsewhere
		? 'This draft was saved from another page meanwhile. What you typed is below; save it again to keep this one.'
		: saved.message;
	return refused('evaluation', form, { ...saved, message, key: 'draft' });
}

/** A field that the database names, with its own sentence. */
function atField(
	about: string,
	form: FormData,
	done: Omit<Refused, 'ok' | 'about' | 'errors' | 'values'>,
	facts: Record<string, unknown>
) {
	const { field } = facts;
	return typeof field === 'string'
		? wrong(about, form, { [field]: done.message })
		: refused(about, form, done);
}

/**
 * Submits the report, with the evidence frozen as it is. It is computed first where results came in meanwhile; is it then another
 * than the writer saw, the form comes back, so that nobody signs what they did not read.
 */
export async function submit(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const given = formSchema.safeParse(typed(form));
	if (!given.success) return wrong('evaluation', form, formErrors(given.error));
	const { summary, recommendation, report } = given.data;
	await currentAnalysis(database, pilot);
	const seen = String(form.get('seen') ?? '');
	const args = { pilot, summary, recommendation, report: report as Json, ...(seen ? { seen } : {}) };
	const done = await attempt(ask(database.rpc('submit_evaluation', args)));
	return done.ok ? { ok: true, said: 'submitted' } : atField('evaluation', form, done, done.facts);
}
