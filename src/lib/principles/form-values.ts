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
