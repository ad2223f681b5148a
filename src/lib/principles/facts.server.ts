import { ask, attempt } from '#lib/db/ask.server.ts';
import { refusedAt, wrong, type Reply } from '#lib/ui/reply.ts';
import { dayIn, said } from './form-values.ts';
import { factHistorySchema, factsSchema, type Fact, type FactChange } from './schemas.ts';

type Database = App.Locals['supabase'];

/** The facts of these keys, or all of them, each with its source. */
export async function list(database: Database, keys?: string[]): Promise<Fact[]> {
	return factsSchema.parse(await ask(database.rpc('sourced_facts', keys ? { keys } : {})));
}

/** What changed in a fact, the latest first. */
export async function history(database: Database, key: string): Promise<FactChange[]> {
	return factHistorySchema.parse(await ask(database.rpc('fact_history', { key })));
}

/** Says on which day the source was looked up. */
export async function confirm(database: Database, form: FormData): Promise<Reply> {
	const key = said(form, 'key');
	const about = `confirm:${key}`;
	const verified_on = dayIn(form, 'verified_on');
	if (!verified_on) return wrong(about, form, { verified_on: 'Say on which day you looked it up.' });
	const fact = { key, seen: Number(said(form, 'seen')) || 0, verified_on };
	const done = await attempt(ask(database.rpc('save_fact', { fact })));
	return done.ok ? { ok: true, said: 'confirmed' } : refusedAt(about, form, done);
}

/** Changes what is stated or its source; with a day, as looked up on that day. */
export async function edit(database: Database, form: FormData): Promise<Reply> {
	const key = said(form, 'key');
	const about = `edit:${key}`;
	if (said(form, 'verified_on') !== '' && !dayIn(form, 'verified_on'))
		return wrong(about, form, { verified_on: 'That is no date. Leave it empty if you did not look it up.' });
	const fact = {
		key,
		seen: Number(said(form, 'seen')) || 0,
		statement: said(form, 'statement'),
		source_title: said(form, 'source_title'),
		source_link: said(form, 'source_link'),
		note: said(form, 'note'),
		verified_on: dayIn(form, 'verified_on')
	};
	const done = await attempt(ask(database.rpc('save_fact', { fact })));
	return done.ok ? { ok: true, said: 'saved' } : refusedAt(about, form, done);
}
