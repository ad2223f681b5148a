/** What came of a form: where the words for it stand, or why not, with everything that was typed. */
export type Refused = {
	ok: false;
	status: number;
	/** Which form of the page: such as 'facts:budget'. */
	about: string;
	message: string;
	/** For a program: 'stage_moved', 'gate_not_met'. */
	key: string;
	errors: Record<string, string>;
	values: Record<string, string>;
};
export type Reply =
	{ ok: true; said: string; /** Where the reader goes on, such as '#comment-1'. */ place?: string } | Refused;

/** What was typed, so that a form that is refused shows it again. */
export function typed(form: FormData): Record<string, string> {
	const values: Record<string, string> = {};
	for (const [name, value] of form)
		if (typeof value === 'string') values[name] = value.replaceAll('\r\n', '\n');
	return values;
}

/** A refusal of the form's own, before the database is asked. */
export function wrong(about: string, form: FormData, errors: Record<string, string>): Refused {
	const message = Object.values(errors)[0] ?? '';
	return { ok: false, status: 400, about, message, key: 'wrong', errors, values: typed(form) };
}

/** A refusal of the database, with its own sentence. */
export function refused(
	about: string,
	form: FormData,
	{ status, message, key }: { status: number; message: string; key: string }
): Refused {
	return { ok: false, status, about, message, key, errors: {}, values: typed(form) };
}

/** The same, at the field that the database names, if it names one. */
export function refusedAt(
	about: string,
	form: FormData,
	refusal: { status: number; message: string; key: string; facts: Record<string, unknown> }
): Refused {
	const reply = refused(about, form, refusal);
	const { field } = refusal.facts;
	return typeof field === 'string' ? { ...reply, errors: { [field]: refusal.message } } : reply;
}

/** The id of a field, on a page where several forms have a field of the same name. */
export function fieldId(about: string, name: string): string {
	return `${about} ${name}`.replaceAll(/[^a-z0-9]+/gi, '-');
}

export type FieldAt = (
	name: string,
	value?: string | number | null
) => { name: string; id: string; value: string; error: string | undefined };

/** What a field of a form begins with: what was typed before it was refused, and what is wrong with that. */
export const fieldAt =
	(about: string, refusal: Refused | null): FieldAt =>
	(name, value) => ({
		name,
		id: fieldId(about, name),
		value: refusal?.values[name] ?? String(value ?? ''),
		error: refusal?.errors[name]
	});

/** What the summary above a page says about a refused form, with the way to each field. */
export function errorsOf(reply: Refused): { id?: string; message: string }[] {
	const fields = Object.entries(reply.errors);
	if (fields.length === 0) return [{ message: reply.message }];
	return fields.map(([name, message]) => ({ id: fieldId(reply.about, name), message }));
}

/** The refusal of one form of the page, if it is that one's. */
export function refusalOf(reply: Refused | null, about: string): Refused | null {
	return reply?.about === about ? reply : null;
}
