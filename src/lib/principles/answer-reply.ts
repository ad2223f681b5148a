import { refused, type Refused } from '#lib/ui/reply.ts';

type Refusal = { status: number; message: string; key: string; facts: Record<string, unknown> };

/** A refusal of the database: at the field that it names, or above the form. */
export function refusedAt(about: string, form: FormData, done: Refusal): Refused {
	const reply = refused(about, form, done);
	return typeof done.facts.field === 'string'
		? { ...reply, errors: { [done.facts.field]: done.message } }
		: reply;
}

/** What a form says under a name, trimmed. */
export const said = (form: FormData, name: string) =>
	String(form.get(name) ?? '')
		.replaceAll('\r\n', '\n')
		.trim();

/** A day as a field of type date gives it; null for none or for what is no day. */
export function dayIn(form: FormData, name: string): string | null {
	const day = said(form, name);
	return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null;
}
