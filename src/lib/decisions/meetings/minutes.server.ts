import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { refusedAt, wrong, type Reply } from '#lib/ui/reply.ts';
import { field, missing } from './meeting-forms.ts';
import { minutesSchema } from './meeting-schema.ts';
import { remade, sectionsOf, type Section } from './minutes.ts';

type Database = App.Locals['supabase'];

/**
 * The minutes of a meeting. Who may write them and has none yet gets a first draft from the record, which is kept once they save it.
 * @throws 403 for a draft that is not theirs to read
 */
export async function read(database: Database, meeting: string) {
	const minutes = minutesSchema.parse(await ask(database.rpc('read_minutes', { meeting })));
	const fresh = minutes.record ? sectionsOf(minutes.record, minutes.opened_at) : null;
	const sections = minutes.sections ?? (minutes.may.write ? (fresh ?? []) : []);
	// The record may say more by now than when they were made.
	const behind =
		minutes.sections !== null &&
		fresh !== null &&
		remade(minutes.sections, fresh).some(
			({ key, made }, i) => minutes.sections![i]?.key !== key || minutes.sections![i]?.made !== made
		);
	return { ...minutes, sections, behind, record: null };
}
export type MinutesPage = Awaited<ReturnType<typeof read>>;

const seen = (form: FormData) => Number(form.get('seen') ?? -1);

async function keep(
	database: Database,
	meeting: string,
	form: FormData,
	sections: Section[],
	said: string
): Promise<Reply> {
	const call = database.rpc('save_minutes', {
		meeting,
		sections: sections as unknown as Json,
		seen: seen(form)
	});
	const done = await attempt(ask(call));
	return done.ok ? { ok: true, said } : refusedAt('minutes', form, done);
}

/**
 * Saves the words that were typed. Headings, order and what the record said come from what is stored, not from the form; the button
 * that was pressed may name a section that takes what the record says in the place of what somebody wrote.
 */
export async function save(database: Database, meeting: string, form: FormData): Promise<Reply> {
	const { sections } = await read(database, meeting);
	const followed = field(form, 'key');
	const written = sections.map((section) => ({
		...section,
		words:
			section.key === followed
				? section.made
				: form.has(`words:${section.key}`)
					? field(form, `words:${section.key}`).replaceAll('\r\n', '\n')
					: section.words
	}));
	const long = written.find(({ words }) => words.length > 8000);
	if (long)
		return wrong('minutes', form, {
			[`words:${long.key}`]: `At most 8000 characters, and these are ${long.words.length}.`
		});
	return keep(database, meeting, form, written, 'minutes saved');
}

/** Asks the record again; what somebody wrote stays. */
export async function remake(database: Database, meeting: string, form: FormData): Promise<Reply> {
	const minutes = minutesSchema.parse(await ask(database.rpc('read_minutes', { meeting })));
	if (!minutes.record) return wrong('minutes', form, { minutes: 'These minutes are not yours to write.' });
	const fresh = sectionsOf(minutes.record, minutes.opened_at);
	return keep(database, meeting, form, remade(minutes.sections ?? [], fresh), 'made again');
}

export async function sign(database: Database, meeting: string, form: FormData): Promise<Reply> {
	const done = await attempt(ask(database.rpc('sign_minutes', { meeting, seen: seen(form) })));
	return done.ok ? { ok: true, said: 'signed' } : refusedAt('sign', form, done);
}

export async function add(database: Database, meeting: string, form: FormData): Promise<Reply> {
	const fault = missing(form, 'add', { words: { says: 'Say what was wrong or missing.' } });
	if (fault) return fault;
	const done = await attempt(ask(database.rpc('add_to_minutes', { meeting, words: field(form, 'words') })));
	return done.ok ? { ok: true, said: 'added' } : refusedAt('add', form, done);
}
