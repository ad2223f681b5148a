import { wrong, type Refused } from '#lib/ui/reply.ts';

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const field = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

/** The revision that somebody looked at, so that nobody saves over what they have not seen. */
export function revision(form: FormData): { seen?: number } {
	const seen = Number(form.get('seen'));
	return Number.isInteger(seen) && seen > 0 ? { seen } : {};
}

/** Those of the fields that are empty or no choice, each with its sentence. */
export function missing(
	form: FormData,
	about: string,
	asked: Record<string, { says: string; id?: true }>
): Refused | null {
	const errors = Object.fromEntries(
		Object.entries(asked).flatMap(([name, { says, id }]) => {
			const typed = field(form, name);
			return typed === '' || (id && !UUID.test(typed)) ? [[name, says]] : [];
		})
	);
	return Object.keys(errors).length > 0 ? wrong(about, form, errors) : null;
}
