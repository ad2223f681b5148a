import { error, redirect } from '@sveltejs/kit';
import { ask } from '#lib/db/ask.server.ts';
import { wholeDecisionSchema, type WholeDecision } from './one-decision.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One decision about a pilot, whole. @throws 404 for one that the caller may not see, and a redirect to the pilot that it is about. */
export async function read(
	database: App.Locals['supabase'],
	pilot: string,
	decision: string
): Promise<WholeDecision> {
	const missing = { message: 'There is no such decision.', key: 'no_such_decision', facts: {} };
	if (!UUID.test(decision)) error(404, missing);
	const read = wholeDecisionSchema.parse(await ask(database.rpc('decision', { decision })));
	if (read.pilot.id !== pilot) redirect(308, `/pilots/${read.pilot.id}/decisions/${read.id}`);
	return read;
}
