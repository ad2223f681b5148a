import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { wrong, type Reply } from '#lib/ui/reply.ts';
import { readModule } from './module-form.ts';
import { refusedAt } from './training.server.ts';
import { trainingOfficeSchema, type TrainingOffice } from './training-schema.ts';
import { whoWords } from './training-words.ts';

type Database = App.Locals['supabase'];

/** What the AI office keeps of training. */
export async function office(database: Database): Promise<TrainingOffice> {
	return trainingOfficeSchema.parse(await ask(database.rpc('training_office')));
}

/** Saves a module; without an id it is a new one. */
export async function saveModule(database: Database, id: string | null, form: FormData): Promise<Reply> {
	const read = readModule(form);
	if (!read.ok) return wrong('module', form, read.errors);
	const module = { ...read.module, ...(id ? { id, seen: Number(form.get('seen')) } : {}) };
	const done = await attempt(ask(database.rpc('save_training_module', { module: module as Json })));
	return done.ok ? { ok: true, said: id ? 'saved' : 'added' } : refusedAt('module', form, done);
}

/** Asks a module of nobody any more, or of everyone again. */
export async function retire(database: Database, form: FormData): Promise<Reply> {
	const module = String(form.get('module') ?? '');
	const retired = form.get('retired') === 'yes';
	const done = await attempt(ask(database.rpc('retire_training_module', { module, retired })));
	return done.ok ? { ok: true, said: retired ? 'retired' : 'offered' } : refusedAt('retire', form, done);
}

/** Which tier is needed for what. */
export async function saveRules(database: Database, form: FormData): Promise<Reply> {
	const rules = Object.fromEntries(
		Object.keys(whoWords).map((who) => [who, String(form.get(`rule ${who}`) ?? '')])
	);
	const revision = Number(form.get('revision'));
	const done = await attempt(ask(database.rpc('save_training_rules', { rules, revision })));
	return done.ok ? { ok: true, said: 'rules' } : refusedAt('rules', form, done);
}

/** Confirms what people reported of themselves. */
export async function confirm(database: Database, form: FormData): Promise<Reply> {
	const completions = form.getAll('completion').map(String);
	if (completions.length === 0) return wrong('confirm', form, { completion: 'Choose what to confirm.' });
	const done = await attempt(ask(database.rpc('confirm_completions', { completions })));
	return done.ok ? { ok: true, said: 'confirmed' } : refusedAt('confirm', form, done);
}
