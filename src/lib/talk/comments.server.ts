import { isId } from '#lib/db/ids.ts';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refused, wrong, type Reply } from '#lib/ui/reply.ts';
import { answer } from '#lib/pilots/answer.server.ts';
import { commentForm, discussionSchema, mentionsSchema, peopleSchema, settleForm } from './comments.ts';
import { namesNobody } from './mentions.ts';

type Database = App.Locals['supabase'];

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
	const upto = url.searchParams.get('comment') ?? '';
	const page = discussionSchema.parse(
		await ask(
			database.rpc('comments', {
				pilot,
				...(isId(upto) ? { upto } : isId(before) ? { before } : {})
			})
		)
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
	const about = String(form.get('about') ?? 'comment').slice(0, 120);
	const parsed = commentForm.safeParse(Object.fromEntries(form));
	if (!parsed.success) {
		const { id, body, ...others } = formErrors(parsed.error);
		return wrong(about, form, { body: body ?? id ?? Object.values(others)[0] ?? 'Write something first.' });
	}
	const { id, body, part, reply_to, reviewers_only } = parsed.data;
	const done = await attempt(
		ask(
			database.rpc('comment', {
				pilot,
				id,
				body,
				...(part ? { part } : {}),
				...(reply_to ? { reply_to } : {}),
				reviewers_only: reviewers_only === 'yes'
			})
		)
	);
	if (!done.ok) return refused(about, form, done);
	const said = (await callsNobody(database, pilot, id, body))
		? 'nobody by a name'
		: reply_to
			? 'replied'
			: 'commented';
	return { ok: true, said, ...(about === 'comment' ? {} : { place: `#comment-${id}` }) };
}

/** Whether an @ in what was just said is followed by the name of nobody who sees the pilot. */
async function callsNobody(database: Database, pilot: string, id: string, body: string): Promise<boolean> {
	if (!body.includes('@')) return false;
	const { comments } = discussionSchema.parse(
		await ask(database.rpc('comments', { pilot, upto: id, most: 1 }))
	);
	const said = comments.flatMap((thread) => [thread, ...thread.replies]).find((one) => one.id === id);
	// Whoever names themselves means nobody else.
	return said !== undefined && namesNobody(body, [...said.names, said.author]);
}

/** Closes a thread that is settled, or opens it again. */
export function settle(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answer(
		'settle',
		form,
		settleForm,
		({ comment, resolved }) =>
			database.rpc('resolve_comment', { pilot, comment, resolved: resolved === 'yes' }),
		form.get('resolved') === 'no' ? 'reopened' : 'settled'
	);
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
