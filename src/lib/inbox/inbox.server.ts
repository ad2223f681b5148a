import { ask, attempt } from '#lib/db/ask.server.ts';
import { refused, wrong, type Reply } from '#lib/ui/reply.ts';
import { byDay, inboxSchema, seenForm } from './inbox.ts';

type Database = App.Locals['supabase'];

/** A page of the inbox, as its address asks for it: what is unread, or everything. */
export async function inbox(database: Database, url: URL) {
	const all = url.searchParams.get('show') === 'all';
	const before = Number(url.searchParams.get('before'));
	const page = Number.isSafeInteger(before) && before > 0 ? { before } : {};
	const { lines, more, unread } = inboxSchema.parse(
		await ask(database.rpc('inbox', { unread: !all, ...page }))
	);
	return {
		all,
		later: 'before' in page,
		days: byDay(lines),
		/** The newest that this page shows: what comes after it stays unread. */
		until: lines[0]?.id ?? null,
		earlier: more ? (lines.at(-1)?.id ?? null) : null,
		unread
	};
}

/** Marks as read what the form names. */
export async function see(database: Database, form: FormData): Promise<Reply> {
	const parsed = seenForm.safeParse(Object.fromEntries([...form].filter(([, value]) => value !== '')));
	if (!parsed.success || (!parsed.data.until && !parsed.data.ids)) {
		return wrong('seen', form, {
			until: 'Open the page again: this form was not whole. Nothing was changed.'
		});
	}
	const { until, ids } = parsed.data;
	const done = await attempt(
		ask(database.rpc('see_notices', { ...(ids ? { notices: ids } : {}), ...(until ? { until } : {}) }))
	);
	return done.ok ? { ok: true, said: 'seen' } : refused('seen', form, done);
}
