import { ask } from '#lib/db/ask.server.ts';
import { z } from 'zod';
import { mySchema, type Mine } from './my-proposals.ts';

/** What the caller leads or is on the team of. @throws 403 for an account without a person */
export async function mine(database: App.Locals['supabase']): Promise<Mine[]> {
	return z.array(mySchema).parse(await ask(database.rpc('my_proposals')));
}
