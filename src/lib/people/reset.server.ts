import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { ask } from '#lib/db/ask.server.ts';
import { passingClient } from '#lib/db/clients.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { forgive, network, spend } from './attempts.server.ts';
import { limits } from './attempts.ts';
import { newPassword } from './passwords.ts';
import { refused, type Reply } from './reply.ts';
import { noteDevice } from './sessions.server.ts';

const address = z.object({
	email: z.email('Enter your e-mail address, such as maya.ortiz@district.org.')
});

const TOO_OLD = 'This link was used, or it is too old: they work once, for an hour. Ask for a new one.';

/** Asks for a mail with a link. The answer is the same whether or not there is an account with this address. */
export async function request(event: RequestEvent, form: FormData): Promise<Reply> {
	const email = String(form.get('email') ?? '').trim();
	const parsed = address.safeParse({ email });
	if (!parsed.success) return refused('forgot', 400, formErrors(parsed.error), { email });
	const tooMany = await spend(event, [limits.reset, email], [limits.resetNetwork, network(event)]);
	if (tooMany) return refused('forgot', 429, tooMany, { email });
	void mail(email);
	return { ok: true, said: email };
}

/**
 * Asks for the mail. Nobody waits for it, since that takes longer where there is an account; nor is anybody told that it
 * could not be sent, which would say the same.
 */
async function mail(email: string): Promise<void> {
	const { error } = await passingClient()
		.auth.resetPasswordForEmail(email)
		.catch((error: Error) => ({ error: Object.assign(error, { status: 500 }) }));
	if (error && error.status !== 429)
		console.error(JSON.stringify({ what: 'reset mail', reason: error.message }));
}

/** Sets a new password by the link of the mail, ends every other session and stays signed in. */
export async function set(event: RequestEvent, form: FormData): Promise<Reply> {
	const tooMany = await spend(event, [limits.resetNetwork, network(event)]);
	if (tooMany) return refused('reset', 429, tooMany);
	const parsed = z
		.object({ password: newPassword })
		.safeParse({ password: String(form.get('password') ?? '') });
	if (!parsed.success) return refused('reset', 400, formErrors(parsed.error));
	const { supabase } = event.locals;
	const token_hash = String(form.get('token_hash') ?? '');
	const shown = await supabase.auth.verifyOtp({ type: 'recovery', token_hash });
	if (shown.error) {
		if ((shown.error.status ?? 500) >= 500) throw shown.error;
		return refused('reset', 400, TOO_OLD);
	}
	const { error } = await supabase.auth.updateUser({ password: parsed.data.password });
	// Whoever chooses the one that they have knows it again.
	if (error && error.code !== 'same_password') {
		if (error.code === 'weak_password') return refused('reset', 400, { password: error.message });
		throw error;
	}
	await ask(supabase.rpc('end_other_sessions'));
	if (shown.data.user?.email) await forgive([limits.signIn, shown.data.user.email]);
	await noteDevice(event);
	return { ok: true, said: 'password' };
}
