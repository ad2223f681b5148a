import { env } from '$env/dynamic/private';
import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { passingClient } from '#lib/db/clients.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { forgive, spend } from './attempts.server.ts';
import { limits } from './attempts.ts';
import { isShared } from './demonstration.ts';
import type { Me } from './me.ts';
import { newPassword } from './passwords.ts';
import { refused, type Reply } from './reply.ts';

const WRONG_PASSWORD = 'This is not your present password.';
const SHARED =
	'Everybody may look around as this person of the demonstration, so their password and address stay as they are.';
const UNUSABLE = {
	taken: 'This address cannot be used.',
	'other domain': 'Your district has its mail elsewhere: take your address there.'
};

const passwordForm = z.object({
	present: z.string().min(1, 'Enter your present password.'),
	password: newPassword
});
const emailForm = z.object({
	email: z
		.email('Enter an e-mail address, such as maya.ortiz@district.org.')
		.max(254, 'This address is too long.'),
	present: z.string().min(1, 'Enter your present password.')
});
const settingsSchema = z.object({
	digest: z.enum(['daily', 'weekly', 'never']),
	/** 1 for Monday. */
	weekday: z.number().int(),
	/** Mails of what waits, as soon as it does. */
	at_once: z.boolean()
});

/** What one may set for oneself. */
export async function settingsOf({ locals }: RequestEvent) {
	return settingsSchema.parse(await ask(locals.supabase.rpc('own_settings')));
}

export async function saveSettings({ locals }: RequestEvent, form: FormData): Promise<Reply> {
	const done = await attempt(
		ask(
			locals.supabase.rpc('save_own_settings', {
				digest: text(form, 'digest'),
				weekday: Number(text(form, 'weekday')) || 1,
				at_once: form.has('at_once')
			})
		)
	);
	return done.ok ? { ok: true, said: 'settings' } : refused('settings', done.status, done.message);
}

/** Changes the password of whoever knows the present one, and ends their other sessions. */
export async function changePassword(event: RequestEvent, me: Me, form: FormData): Promise<Reply> {
	const parsed = passwordForm.safeParse({ present: text(form, 'present'), password: text(form, 'password') });
	if (!parsed.success) return refused('password', 400, formErrors(parsed.error));
	const wrong = await unknown(event, me, parsed.data.present);
	if (wrong) return refused('password', wrong.status, wrong.why);
	const { supabase } = event.locals;
	const { error } = await supabase.auth.updateUser({ password: parsed.data.password });
	if (error?.code === 'same_password') {
		return refused('password', 400, { password: 'This is the password that you have.' });
	}
	if (error?.code === 'weak_password') return refused('password', 400, { password: error.message });
	if (error) throw error;
	await ask(supabase.rpc('end_other_sessions'));
	return { ok: true, said: 'password' };
}

/** Asks for another address, which changes once the mail there is confirmed. */
export async function changeEmail(event: RequestEvent, me: Me, form: FormData): Promise<Reply> {
	const values = { email: text(form, 'email').trim() };
	const parsed = emailForm.safeParse({ ...values, present: text(form, 'present') });
	if (!parsed.success) return refused('email', 400, formErrors(parsed.error), values);
	const wrong = await unknown(event, me, parsed.data.present);
	if (wrong) return refused('email', wrong.status, wrong.why, values);
	const { supabase } = event.locals;
	const free = await attempt(ask(supabase.rpc('check_address', { address: parsed.data.email })));
	if (!free.ok) return refused('email', free.status, free.message, values);
	if (free.data !== 'free') {
		return refused('email', 409, { email: UNUSABLE[free.data as keyof typeof UNUSABLE] }, values);
	}
	const { error } = await supabase.auth.updateUser({ email: parsed.data.email });
	if (error?.code === 'email_exists') return refused('email', 409, { email: UNUSABLE.taken }, values);
	if (error?.status === 429) {
		return refused('email', 429, 'Too many mails were sent. Try again in an hour.', values);
	}
	if (error) throw error;
	return { ok: true, said: 'email' };
}

/** Confirms another address by the link that was mailed there, whoever is signed in here. */
export async function confirmEmail(form: FormData): Promise<Reply> {
	const client = passingClient();
	const { data, error } = await client.auth.verifyOtp({
		type: 'email_change',
		token_hash: text(form, 'token_hash')
	});
	if (!error) {
		// A session came with it that nobody needs.
		if (data.session) await client.auth.signOut({ scope: 'local' });
		return { ok: true, said: data.session ? 'confirmed' : 'half' };
	}
	// A trigger that refuses has no words: somebody took the address in the meantime, or it is of another domain.
	if ((error.status ?? 500) >= 500) return refused('email', 409, `${UNUSABLE.taken} Nothing was changed.`);
	return refused('email', 400, 'This link was used, or it is too old. Ask for a new one under Your account.');
}

/** Why not to go on; null for whoever knows the password, which is tried in a session of its own that ends at once. */
async function unknown(event: RequestEvent, me: Me, password: string) {
	if (env.PILOTAGE_DEMONSTRATION === '1' && isShared(me.person.email)) return { status: 403, why: SHARED };
	const attempt = [limits.signIn, me.person.email] as const;
	const tooMany = await spend(event, attempt);
	if (tooMany) return { status: 429, why: tooMany };
	const client = passingClient();
	const { error } = await client.auth.signInWithPassword({ email: me.person.email, password });
	if (!error) {
		await Promise.all([forgive(attempt), client.auth.signOut({ scope: 'local' })]);
		return null;
	}
	if (error.status === 429) return { status: 429, why: error.message };
	if (error.status && error.status < 500) return { status: 400, why: { present: WRONG_PASSWORD } };
	throw error;
}

function text(form: FormData, name: string): string {
	return String(form.get(name) ?? '');
}
