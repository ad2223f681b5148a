import type { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refused, typed, wrong, type Reply } from '#lib/ui/reply.ts';

/**
 * The way of every small form of a pilot: read it, send it, say what came of it.
 * @param about which form of the page it is: `hold`, `waive:tools`
 * @param said the key of the words for it, once it is done
 */
export async function answer<T>(
	about: string,
	form: FormData,
	schema: z.ZodType<T>,
	send: (given: T) => Parameters<typeof ask>[0],
	said: string
): Promise<Reply> {
	const given = schema.safeParse(typed(form));
	if (!given.success) return wrong(about, form, formErrors(given.error));
	const done = await attempt(ask(send(given.data)));
	return done.ok ? { ok: true, said } : refused(about, form, done);
}
