import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refused, wrong, type Reply } from '#lib/ui/reply.ts';
import { commentForm, discussionSchema, mentionsSchema, peopleSchema } from './comments.ts';

type Database = App.Locals['supabase'];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The last comments on a pilot, or those before the one that the address names. A whole page that is asked for is
 * looked at; one that a script asks for ahead of time is not yet, and the card says so itself.
 */
export async function discussion(
	database: Database,
	pilot: string,
	{ url, isDataRequest }: { url: URL; isDataRequest: boolean }
) {
	const before = url.searchParams.get('before') ?? '';
	const page = discussionSchema.parse(
		await ask(database.rpc('comments', { pilot, ...(UUID.test(before) ? { before } : {}) }))
	);
	if (page.unseen > 0 && !isDataRequest) await see(database, pilot);
	// The comment's id is the form's, so that a form that is sent twice makes one comment.
	return { ...page, draft: crypto.randomUUID() };
}

/** What named the caller in a pilot's comments waits no more. */
export async function see(database: Database, pilot: string): Promise<void> {
	await ask(database.rpc('see_mentions', { pilot }));
}

export async function comment(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const parsed = commentForm.safeParse(Object.fromEntries(form));
	if (!parsed.success) {
		const { id, body } = formErrors(parsed.error);
		return wrong('comment', form, { body: body ?? id ?? 'Write something first.' });
	}
	const done = await attempt(ask(database.rpc('comment', { pilot, ...parsed.data })));
	return done.ok ? { ok: true, said: 'commented' } : refused('comment', form, done);
}

export async function takeBack(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const id = String(form.get('comment') ?? '');
	const done = await attempt(ask(database.rpc('take_back_comment', { pilot, comment: id })));
	return done.ok ? { ok: true, said: 'taken back' } : refused('take back', form, done);
}

/** Whom a comment on this pilot can mention. */
export async function mentionable(database: Database, pilot: string) {
	return peopleSchema.parse(await ask(database.rpc('mentionable', { pilot })));
}

/** Where the caller is mentioned and has not looked yet. */
export async function mentions(database: Database) {
	return mentionsSchema.parse(await ask(database.rpc('mentions')));
}
