import { error } from '@sveltejs/kit';
import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { isId } from '#lib/db/ids.ts';
import { refusedAt, wrong, type Reply } from '#lib/ui/reply.ts';
import { said } from './form-values.ts';
import { pilotPrinciplesSchema, principlesSchema, type PilotPrinciples, type Principle } from './schemas.ts';

type Database = App.Locals['supabase'];

/** All principles, retired ones last, with what came of each. */
export async function list(database: Database): Promise<Principle[]> {
	return principlesSchema.parse(await ask(database.rpc('principles')));
}

/** One principle. @throws 404 for what is none of the district's. */
export async function one(database: Database, id: string): Promise<Principle> {
	const found = (await list(database)).find((principle) => principle.id === id);
	if (!found)
		error(404, {
			message: 'There is no such principle in your district.',
			key: 'no_such_principle',
			facts: {}
		});
	return found;
}

/** A pilot's answers, and what the caller may do about them. */
export async function ofPilot(database: Database, pilot: string): Promise<PilotPrinciples> {
	if (!isId(pilot))
		error(404, { message: 'There is no pilot at this address.', key: 'no_such_pilot', facts: {} });
	return pilotPrinciplesSchema.parse(await ask(database.rpc('pilot_principles', { pilot })));
}

/** Publishes a principle: without an id a new one, otherwise a correction or a new version. */
export async function publish(database: Database, id: string | null, form: FormData): Promise<Reply> {
	const fields = ['code', 'position', 'title', 'body', 'good_answer', 'reason'];
	const typed = Object.fromEntries(fields.map((field) => [field, said(form, field)]));
	const change = said(form, 'change');
	if (id && change !== 'minor' && change !== 'version')
		return wrong('publish', form, { change: 'Say whether it is a correction or a new version.' });
	const principle = { ...typed, ...(id ? { id, seen: said(form, 'seen'), minor: change === 'minor' } : {}) };
	const done = await attempt(ask(database.rpc('publish_principle', { principle: principle as Json })));
	return done.ok
		? { ok: true, said: id ? (change === 'minor' ? 'corrected' : 'published') : 'added' }
		: refusedAt('publish', form, done);
}

/** Retires a principle with a reason, or asks it again. */
export async function retire(database: Database, principle: string, form: FormData): Promise<Reply> {
	const retired = form.get('retired') === 'yes';
	const done = await attempt(
		ask(database.rpc('retire_principle', { principle, retired, reason: said(form, 'reason') }))
	);
	return done.ok ? { ok: true, said: retired ? 'retired' : 'brought-back' } : refusedAt('retire', form, done);
}

/** Saves what a team answers; each field of the form is named by its principle. */
export async function answer(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const answers = [...form.keys()]
		.filter(isId)
		.map((principle) => ({ principle, answer: said(form, principle) }));
	const seen = Number(said(form, 'seen')) || 0;
	const done = await attempt(ask(database.rpc('answer_principles', { pilot, answers, seen })));
	return done.ok ? { ok: true, said: 'answered' } : refusedAt('answers', form, done);
}

/** Says what a reviewer thinks of an answer. */
export async function mark(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const id = Number(said(form, 'answer'));
	const about = `mark:${id}`;
	if (!Number.isSafeInteger(id)) return wrong(about, form, { mark: 'Choose the answer that you mean.' });
	const done = await attempt(
		ask(
			database.rpc('mark_answer', { pilot, answer: id, mark: said(form, 'mark'), note: said(form, 'note') })
		)
	);
	return done.ok ? { ok: true, said: 'marked' } : refusedAt(about, form, done);
}

/** Names the principle for which the caller did something to the pilot. */
export async function cite(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const principle = said(form, 'principle');
	if (!isId(principle)) return wrong('cite', form, { principle: 'Choose the principle.' });
	const done = await attempt(
		ask(
			database.rpc('cite_principle', { pilot, principle, act: said(form, 'act'), note: said(form, 'note') })
		)
	);
	return done.ok ? { ok: true, said: 'cited' } : refusedAt('cite', form, done);
}
