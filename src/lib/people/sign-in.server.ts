import { env } from '$env/dynamic/private';
import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { forgive, giveBack, network, spend } from './attempts.server.ts';
import { limits } from './attempts.ts';
import { DEMONSTRATION_PASSWORD, demonstrationEmail, demonstrationPeople } from './demonstration.ts';
import { safeBack } from './safe-back.ts';
import { noteDevice } from './sessions.server.ts';

const credentials = z.object({
	email: z.email('Enter your e-mail address, such as maya.ortiz@district.org.'),
	password: z.string().min(1, 'Enter your password.')
});

type SignIn = { ok: true; back: string } | { ok: false; status: number; email: string; message: string };

/**
 * Signs in with e-mail and password, or as a person of the demonstration by the name of their account alone.
 * The session goes into cookies that no script can read.
 */
export async function signIn(event: RequestEvent, form: FormData): Promise<SignIn> {
	const email = String(form.get('email') ?? '').trim();
	const given = asDemonstration(form) ?? { email, password: String(form.get('password') ?? '') };
	const parsed = credentials.safeParse(given);
	if (!parsed.success) {
		return { ok: false, status: 400, email, message: parsed.error.issues[0]!.message };
	}
	const byAddress = [limits.signIn, given.email] as const;
	const byNetwork = [limits.signInNetwork, network(event)] as const;
	const tooMany = await spend(event, byAddress, byNetwork);
	if (tooMany) return { ok: false, status: 429, email, message: tooMany };
	const { error } = await event.locals.supabase.auth.signInWithPassword(parsed.data);
	if (!error) {
		await Promise.all([forgive(byAddress), giveBack(byNetwork), noteDevice(event)]);
		return { ok: true, back: safeBack(form.get('back')) };
	}
	if (error.status === 429) return { ok: false, status: 429, email, message: error.message };
	if (error.status && error.status < 500) {
		return {
			ok: false,
			status: 400,
			email,
			message: 'That e-mail address and password do not belong together.'
		};
	}
	throw error;
}

function asDemonstration(form: FormData) {
	const account = form.get('account');
	if (env.PILOTAGE_DEMONSTRATION !== '1' || account === null) return null;
	const person = demonstrationPeople.find((one) => one.account === account);
	return person && { email: demonstrationEmail(person.account), password: DEMONSTRATION_PASSWORD };
}
