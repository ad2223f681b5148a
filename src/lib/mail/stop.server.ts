import { ask, attempt } from '#lib/db/ask.server.ts';
import { stopSchema } from './stop.ts';

type Database = App.Locals['supabase'];

/** What the link would stop, and whether it is stopped already. Changes nothing, since mail servers open links. */
export async function stops(database: Database, token: string) {
	return stopSchema.parse(await ask(database.rpc('stops', { token })));
}

/** Stops it, signed in or not. */
export async function stop(database: Database, token: string) {
	return attempt(ask(database.rpc('stop_mails', { token })));
}
