import { ask } from '#lib/db/ask.server.ts';
import { byUrgency, homeSchema } from './home.ts';

/** What waits on the caller, the pilots that are theirs, and how many pilots are in which stage. */
export async function home({ supabase }: Pick<App.Locals, 'supabase'>) {
	const home = homeSchema.parse(await ask(supabase.rpc('home')));
	return { ...home, waiting: byUrgency(home.waiting), now: new Date().toISOString() };
}
