import type { RequestEvent } from '@sveltejs/kit';
import { ask } from '#lib/db/ask.server.ts';
import { serverClient } from '#lib/db/clients.server.ts';
import { networkOf, tooManyInWords, type Limit } from './attempts.ts';

/** What is counted: a limit, and whose attempts. */
type Attempt = readonly [limit: Limit, subject: string];

/** The network that a request comes from. Behind a proxy, adapter-node reads it from ADDRESS_HEADER. */
export function network(event: RequestEvent): string {
	return networkOf(event.getClientAddress());
}

/**
 * Counts an attempt, also one that is then refused, and says in words when there were too many: with `Retry-After`.
 * @returns null while it may be tried
 */
export async function spend(event: RequestEvent, ...attempts: Attempt[]): Promise<string | null> {
	const server = serverClient();
	const waits = await Promise.all(
		attempts.map(async ([{ kind, most, seconds }, subject]) => {
			if (await ask(server.rpc('spend_attempt', { kind, subject, most, seconds }))) return 0;
			return (await ask(server.rpc('attempt_wait', { kind, subject, seconds }))) || seconds;
		})
	);
	const wait = Math.max(...waits);
	if (wait === 0) return null;
	event.setHeaders({ 'retry-after': String(wait) });
	return tooManyInWords(wait);
}

/** After success an address starts afresh. */
export async function forgive([{ kind }, subject]: Attempt): Promise<void> {
	await ask(serverClient().rpc('forgive_attempts', { kind, subject }));
}

/** After success a network has this one attempt back, no more: the others there may be somebody else’s. */
export async function giveBack([{ kind }, subject]: Attempt): Promise<void> {
	await ask(serverClient().rpc('forgive_attempts', { kind, subject, times: 1 }));
}
