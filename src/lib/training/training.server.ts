import { ask, attempt, type Attempt } from '#lib/db/ask.server.ts';
import { refused, wrong, type Refused, type Reply } from '#lib/ui/reply.ts';
import { trainingPageSchema, type TrainingPage } from './training-schema.ts';

type Database = App.Locals['supabase'];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The training of the caller; of somebody else for the AI office. @throws 404 for nobody of the district. */
export async function page(database: Database, person: string | null = null): Promise<TrainingPage> {
	const asked = person === null ? database.rpc('training_page') : database.rpc('training_page', { person });
	return trainingPageSchema.parse(await ask(asked));
}

/** A refusal of the database where it names the field. */
export function refusedAt(about: string, form: FormData, done: Attempt<unknown> & { ok: false }): Refused {
	const { field } = done.facts;
	const reply = refused(about, form, done);
	return typeof field === 'string' ? { ...reply, errors: { [field]: done.message } } : reply;
}

/** Records a completion: one's own, or with a person anyone's. */
export async function record(database: Database, person: string | null, form: FormData): Promise<Reply> {
	const module = String(form.get('module') ?? '');
	const about = `record:${module}`;
	const completed_on = String(form.get('completed_on') ?? '');
	if (!UUID.test(module)) return wrong('record:', form, { module: 'Choose a module.' });
	if (!DAY.test(completed_on))
		return wrong(about, form, { completed_on: 'Say on which day it was completed.' });
	const evidence = String(form.get('evidence') ?? '').trim();
	const done = await attempt(
		ask(database.rpc('record_completion', { module, person: person as string, completed_on, evidence }))
	);
	if (!done.ok) return refusedAt(about, form, done);
	return { ok: true, said: (done.data as { did: string }).did };
}

/** Corrects the day of a completion; without a day, takes it back. */
export async function correct(database: Database, form: FormData): Promise<Reply> {
	const completion = String(form.get('completion') ?? '');
	const about = `correct:${completion}`;
	const back = form.get('what') === 'back';
	const completed_on = String(form.get('completed_on') ?? '');
	const reason = String(form.get('reason') ?? '');
	if (!UUID.test(completion)) return wrong('correct:', form, { completion: 'Choose what to correct.' });
	const errors: Record<string, string> = {};
	if (!back && !DAY.test(completed_on)) errors.completed_on = 'Enter the right day, or take it back.';
	if (reason.trim() === '') errors.reason = 'Say why: the reason stays with it.';
	if (Object.keys(errors).length > 0) return wrong(about, form, errors);
	const done = await attempt(
		ask(
			database.rpc('correct_completion', {
				completion,
				completed_on: (back ? null : completed_on) as string,
				reason
			})
		)
	);
	return done.ok ? { ok: true, said: 'corrected' } : refusedAt(about, form, done);
}
