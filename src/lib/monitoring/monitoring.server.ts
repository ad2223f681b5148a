import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import type { Json } from '#lib/db/database.types.ts';
import { currentReading } from '#lib/evidence/waves/waves.server.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import { refusedAt, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { driftOf } from './drift.ts';
import { effectLine, levelLine } from './drift-words.ts';
import { answersIn, cycleForm, questionsIn, reviewForm } from './monitoring-forms.ts';
import { monitoringSchema, questionsSchema, type QuestionsPage } from './monitoring-schema.ts';

type Database = App.Locals['supabase'];

/**
 * Everything on the page of a pilot's monitoring, with its drift in words as this caller may know it.
 * @throws 404 for a pilot that this caller may not see.
 */
export async function monitoringPage(database: Database, id: string) {
	const [pilot, kept, given] = await Promise.all([
		read(database, id),
		currentReading(database, id),
		ask(database.rpc('monitoring', { pilot: id }))
	]);
	const { decided, ...monitoring } = monitoringSchema.parse(given);
	const drift = driftOf(kept?.reading ?? null, decided?.evidence ?? null, monitoring.adopted_on);
	return {
		// What a gate asks and who reviews is on other pages.
		pilot: { ...pilot, gates: [], reviews: [], activity: [] },
		monitoring: { ...monitoring, decided_at: decided?.at ?? null },
		drift: {
			effects: drift.effects.map(effectLine),
			use: drift.use.map(levelLine),
			guardrails: drift.guardrails
		}
	};
}

/** Chooses how many months lie between two reviews. */
export async function chooseCycle(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const about = 'monitoring:cycle';
	const given = cycleForm.safeParse(typed(form));
	if (!given.success) return wrong(about, form, formErrors(given.error));
	const done = await attempt(ask(database.rpc('choose_monitoring', { pilot, ...given.data })));
	return done.ok ? { ok: true, said: 'chosen' } : refusedAt(about, form, done);
}

/** Does the review that is due. */
export async function doReview(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const about = 'monitoring:review';
	const given = reviewForm.safeParse(typed(form));
	const { answers, errors } = answersIn(form);
	const all = { ...errors, ...(given.success ? {} : formErrors(given.error)) };
	if (!given.success || Object.keys(all).length > 0) return wrong(about, form, all);
	const done = await attempt(
		ask(database.rpc('do_monitoring_review', { pilot, answers: answers as Json, ...given.data }))
	);
	if (!done.ok) return refusedAt(about, form, done);
	return { ok: true, said: given.data.verdict === 'fails' ? 'failed' : 'reviewed', place: '#reviews' };
}

/** The standard questions, and their earlier versions. */
export async function questions(database: Database): Promise<QuestionsPage> {
	return questionsSchema.parse(await ask(database.rpc('monitoring_questions')));
}

/** Keeps the standard questions as a version of their own. */
export async function saveQuestions(database: Database, form: FormData): Promise<Reply> {
	const about = 'monitoring:questions';
	const done = await attempt(
		ask(
			database.rpc('save_monitoring_questions', {
				questions: questionsIn(form) as Json,
				seen: Number(form.get('seen'))
			})
		)
	);
	if (done.ok) return { ok: true, said: 'questions' };
	// Several fields have one name: what was typed is kept by their place.
	const reply = refusedAt(about, form, done);
	const rows = questionsIn(form);
	const values = Object.fromEntries(
		rows.flatMap(({ key, words, help }, at) => [
			[`key-${at}`, key ?? ''],
			[`words-${at}`, words],
			[`help-${at}`, help]
		])
	);
	return { ...reply, values: { ...values, count: String(rows.length) } };
}
