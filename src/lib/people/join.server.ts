import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { network, spend } from './attempts.server.ts';
import { limits } from './attempts.ts';
import { closedInWords } from './invitation-words.ts';
import { newPassword } from './passwords.ts';
import { refused, type Reply } from './reply.ts';
import { noteDevice } from './sessions.server.ts';

const invitationSchema = z.discriminatedUnion('state', [
	z.object({ state: z.literal('open'), district: z.string(), name: z.string(), email: z.string() }),
	z.object({
		state: z.enum(['expired', 'used', 'withdrawn', 'unknown']),
		district: z.string().nullable()
	})
]);

const HAS_ACCOUNT =
	'There is an account with this address already. Sign in with it, or choose a new password, and open this link again.';

/** What stands behind a link, for whoever holds it. */
export async function read({ locals }: RequestEvent, token: string) {
	return invitationSchema.parse(await ask(locals.supabase.rpc('invitation', { token })));
}

/** The address of an account that is nobody's yet, and might be the invited person's. */
export async function strangersAddress({ locals }: RequestEvent): Promise<string | null> {
	if (locals.me || !locals.signedIn) return null;
	const { data } = await locals.supabase.auth.getUser();
	return data.user?.email ?? null;
}

/** Makes the account of whoever was invited, and signs them in. */
export async function join(event: RequestEvent, token: string, form: FormData): Promise<Reply> {
	const tooMany = await spend(event, [limits.joinNetwork, network(event)]);
	if (tooMany) return refused('join', 429, tooMany);
	const parsed = z
		.object({ password: newPassword })
		.safeParse({ password: String(form.get('password') ?? '') });
	if (!parsed.success) return refused('join', 400, formErrors(parsed.error));
	const invitation = await read(event, token);
	if (invitation.state !== 'open') return refused('join', 409, closedInWords[invitation.state].title + '.');

	const { data, error } = await event.locals.supabase.auth.signUp({
		email: invitation.email,
		password: parsed.data.password,
		options: { data: { invitation: token } }
	});
	if (!error) {
		if (!data.session) return { ok: true, said: 'confirm' };
		await noteDevice(event);
		return { ok: true, said: 'joined' };
	}
	if (error.code === 'weak_password') return refused('join', 400, { password: error.message });
	// A trigger that refuses has no words: what the invitation says now is why.
	const now = await read(event, token);
	if (now.state !== 'open') return refused('join', 409, closedInWords[now.state].title + '.');
	if (error.code === 'user_already_exists' || error.status === 422) return refused('join', 409, HAS_ACCOUNT);
	throw error;
}

/** For an account of before there were invitations: it becomes the invited person's. */
export async function accept({ locals }: RequestEvent, token: string): Promise<Reply> {
	const done = await attempt(ask(locals.supabase.rpc('accept_invitation', { token })));
	return done.ok ? { ok: true, said: 'joined' } : refused('join', done.status, done.message);
}
