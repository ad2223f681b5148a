import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { serverClient } from '#lib/db/clients.server.ts';
import type { Database } from '#lib/db/database.types.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { newPassword } from './passwords.ts';

const claimForm = z.object({
	code: z.string().trim().min(1, 'Enter the code that the console printed.'),
	name: z.string().trim().min(1, 'Enter your name.').max(120, 'A name can have 120 characters.'),
	email: z.email('Enter your e-mail address, such as maya.ortiz@district.org.'),
	password: newPassword
});
type Claim = z.infer<typeof claimForm>;

type Done =
	| { ok: true }
	| {
			ok: false;
			status: number;
			values: Omit<Claim, 'password'>;
			errors: Partial<Record<keyof Claim, string>>;
			message?: string;
	  };

/** Whether an empty district still waits for its first admin. */
export function awaited(supabase: SupabaseClient<Database>): Promise<boolean> {
	return ask(supabase.rpc('awaits_first_admin'));
}

/** Makes whoever shows the console's code the first admin, with an account, signed in. */
export async function claim(supabase: SupabaseClient<Database>, form: FormData): Promise<Done> {
	const text = (name: string) => String(form.get(name) ?? '');
	const values = { code: text('code'), name: text('name'), email: text('email').trim() };
	const parsed = claimForm.safeParse({ ...values, password: text('password') });
	if (!parsed.success) {
		return { ok: false, status: 400, values, errors: formErrors(parsed.error) };
	}
	const { code, name, email, password } = parsed.data;
	const claimed = await attempt(
		ask(serverClient().rpc('claim_first_admin', { code, person_name: name, person_email: email }))
	);
	if (!claimed.ok) return { ok: false, status: claimed.status, values, errors: { code: claimed.message } };
	const { error } = await supabase.auth.signUp({
		email,
		password,
		options: { data: { invitation: claimed.data } }
	});
	if (error) return { ok: false, status: 400, values, errors: {}, message: error.message };
	return { ok: true };
}
