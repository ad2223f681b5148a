import { ask } from '#lib/db/ask.server.ts';
import { byDay } from '#lib/inbox/inbox.ts';
import { byDueDate, homeSchema } from './home.ts';

/** What waits on the caller, the pilots that are theirs, and how many pilots are in which stage. */
export async function home({ supabase }: Pick<App.Locals, 'supabase'>) {
	const home = homeSchema.parse(await ask(supabase.rpc('home')));
	const { lines, more, unread } = home.changed;
	const changed = {
		// Who is mentioned has a list of its own, which stays until they look.
		groups: byDay(lines.filter(({ mentions_you }) => !mentions_you)).flatMap(({ groups }) => groups),
		until: lines[0]?.id ?? null,
		more,
		unread
	};
	return { ...home, changed, waiting: byDueDate(home.waiting), now: new Date().toISOString() };
}
