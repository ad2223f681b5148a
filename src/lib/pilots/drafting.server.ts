import { ask, attempt } from '#lib/db/ask.server.ts';
import { refused, typed, wrong, type Reply } from '#lib/ui/reply.ts';

type Database = App.Locals['supabase'];

/** What the team says is different from each look-alike: all of them with one button. */
export async function sayDifferences(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const about = 'differences';
	const answers = Object.entries(typed(form))
		.filter(([name]) => name.startsWith('difference:'))
		.map(([name, difference]) => ({ other: name.slice('difference:'.length), difference }));
	const long = answers.filter(({ difference }) => difference.trim().length > 1000);
	if (long.length > 0) {
		const errors = Object.fromEntries(
			long.map(({ other, difference }) => [
				`difference:${other}`,
				`This can have 1,000 characters and has ${difference.trim().length.toLocaleString('en')}. Shorten it: all that you typed is still here.`
			])
		);
		return wrong(about, form, errors);
	}
	const done = await attempt(ask(database.rpc('answer_look_alikes', { pilot, answers })));
	return done.ok ? { ok: true, said: 'differences' } : refused(about, form, done);
}

/** Looks again for pilots like this one, among what was proposed since. */
export async function seekAgain(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const done = await attempt(ask(database.rpc('seek_again', { pilot })));
	return done.ok ? { ok: true, said: 'sought' } : refused('seek', form, done);
}
