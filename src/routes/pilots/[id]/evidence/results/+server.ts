import { json } from '@sveltejs/kit';
import { logKept } from '#lib/evidence/logging.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import type { RequestHandler } from './$types';

/** Logs what waited on a device: `{ person, rows }`, with rows as `rpc/log_measurements` takes them. */
export const POST: RequestHandler = async (event) => {
	const { person } = requirePerson(event);
	const body = await event.request.json().catch(() => null);
	const answer = await logKept(event.locals.supabase, event.params.id, person.id, body);
	return json(answer, { status: answer.ok ? 200 : answer.status });
};
