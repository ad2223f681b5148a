import { error, isHttpError } from '@sveltejs/kit';
import { refusalFrom, type Refusal } from './refusals.ts';

/** What supabase-js answers: data or an error, never both. */
type Answer<T> = { data: T; error: null } | { data: unknown; error: { code?: string; message: string } };

/**
 * The data of a query or function call.
 * @throws Kit's `HttpError` with a sentence for what the database refuses; an `Error` for what nobody foresaw, which
 * `handleError` gives an id.
 */
export async function ask<T>(request: PromiseLike<Answer<T>>): Promise<T> {
	const answer = await request;
	if (!answer.error) return answer.data as T;
	const refusal = refusalFrom(answer.error);
	if (refusal) error(refusal.status, refusal);
	throw new Error(`${answer.error.code ?? 'no code'}: ${answer.error.message}`);
}

export type Attempt<T> = { ok: true; data: T } | ({ ok: false } & Refusal);

/**
 * For form actions: what can be foreseen comes back as a value, so that the form and what was typed are kept.
 * @example const done = await attempt(ask(supabase.rpc('cast_vote', …))); if (!done.ok) return fail(done.status, { message: done.message });
 */
export async function attempt<T>(work: Promise<T>): Promise<Attempt<T>> {
	try {
		return { ok: true, data: await work };
	} catch (thrown) {
		if (!isHttpError(thrown)) throw thrown;
		const { message, key, facts } = thrown.body;
		return { ok: false, status: thrown.status, message, key: key ?? '', facts: facts ?? {} };
	}
}
