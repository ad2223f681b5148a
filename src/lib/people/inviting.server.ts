import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refused, typed, wrong, type Refused } from '#lib/ui/reply.ts';
import { MOST_BYTES, MOST_ROWS, readInvitees, type Invitee } from './invite.ts';
import { previewOf, verdictsSchema, type Preview } from './inviting.ts';
import { givenRoles } from './roles.ts';

type Caller = Pick<App.Locals, 'supabase'>;

async function invite({ supabase }: Caller, rows: readonly Invitee[], dry_run: boolean) {
	return verdictsSchema.parse(await ask(supabase.rpc('invite_people', { rows: [...rows] as Json, dry_run })));
}

/** What came of a list: a preview to look at, or why it is none. The list itself comes back to be mended. */
export type ImportReply = { ok: false; text: string; message: string; preview: Preview | null };

async function textOf(form: FormData): Promise<string> {
	const file = form.get('file');
	if (!(file instanceof File) || file.size === 0) return String(form.get('text') ?? '');
	if (file.size > MOST_BYTES) return 'x'.repeat(MOST_BYTES + 1);
	const bytes = await file.arrayBuffer();
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		// What older spreadsheets write.
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

/** Reads a list and asks what would become of each row. Nobody is invited. */
export async function preview(caller: Caller, form: FormData): Promise<ImportReply> {
	const text = await textOf(form);
	const kept = text.length > MOST_BYTES ? '' : text;
	const reading = readInvitees(text);
	if (!reading.ok) return { ok: false, text: kept, message: reading.message, preview: null };
	const done = await attempt(invite(caller, reading.rows, true));
	if (!done.ok) return { ok: false, text: kept, message: done.message, preview: null };
	return { ok: false, text: kept, message: '', preview: previewOf(reading.rows, done.data, reading.ignored) };
}

const sentRows = z
	.array(
		z.object({
			email: z.string(),
			name: z.string(),
			title: z.string().optional(),
			site: z.string().optional(),
			roles: z.array(z.string()).optional(),
			outside: z.boolean().optional()
		})
	)
	.min(1)
	.max(MOST_ROWS);

/** Invites the rows of a preview: all of them, or with a new preview none. */
export async function send(
	caller: Caller,
	form: FormData
): Promise<{ ok: true; invited: number } | ImportReply> {
	const text = String(form.get('text') ?? '');
	const rows = sentRows.safeParse(parsed(String(form.get('rows') ?? '')));
	if (!rows.success) {
		return { ok: false, text, message: 'The list did not arrive whole. Nobody was invited.', preview: null };
	}
	const done = await attempt(invite(caller, rows.data, false));
	if (!done.ok) return { ok: false, text, message: done.message, preview: null };
	if (done.data.some(({ state }) => state === 'refused')) {
		const message = 'Something has changed since you looked at the list. Nobody was invited: look again.';
		return { ok: false, text, message, preview: previewOf(rows.data, done.data, []) };
	}
	return { ok: true, invited: done.data.filter(({ state }) => state === 'invited').length };
}

function parsed(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return null;
	}
}

const oneForm = z.object({
	email: z.email('Enter their e-mail address, such as maya.ortiz@district.org.'),
	name: z.string().trim().min(1, 'Enter their name.').max(120, 'A name can have 120 characters.'),
	title: z.string().trim().max(120, 'A title can have 120 characters.')
});

export type OneReply = { ok: true; said: string } | (Refused & { roles: string[] });

/** Invites one person. */
export async function inviteOne(caller: Caller, form: FormData): Promise<OneReply> {
	const roles = form
		.getAll('roles')
		.map(String)
		.filter((role) => givenRoles.includes(role));
	const given = oneForm.safeParse(typed(form));
	if (!given.success) return { ...wrong('invite', form, formErrors(given.error)), roles };
	const outside = form.get('outside') === 'yes';
	const done = await attempt(invite(caller, [{ ...given.data, roles, outside }], false));
	if (!done.ok) return { ...refused('invite', form, done), roles };
	const verdict = done.data[0];
	if (verdict?.state === 'invited') return { ok: true, said: 'invited' };
	const reason = verdict?.reason ?? 'This person is here already.';
	return { ...wrong('invite', form, { [verdict?.field ?? 'email']: reason }), roles };
}
