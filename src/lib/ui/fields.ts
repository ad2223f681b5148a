/** What a form says is wrong with a field: zod gives a list, and a person mends one thing at a time. */
export type FieldError = string | readonly string[] | null | undefined;

export type Option = {
	value: string;
	label: string;
	hint?: string;
	disabled?: boolean;
	/** Of a select: under which heading it stands. Options of one group follow each other. */
	group?: string;
};

/** Options under their headings, in the order in which they come; those without one stand under none. */
export function grouped(options: readonly Option[]): { group: string; options: Option[] }[] {
	return [...Map.groupBy(options, ({ group = '' }) => group)].map(([group, own]) => ({
		group,
		options: own
	}));
}

/** Ids and states that a control of one's own takes over, so that label, hint and error belong to it. */
export type ControlProps = {
	id: string;
	name: string;
	required: boolean;
	'aria-describedby': string | undefined;
	'aria-invalid': 'true' | undefined;
};

export function firstError(error: FieldError): string | undefined {
	return (typeof error === 'string' ? error : error?.[0]) || undefined;
}

export function describedBy(
	id: string,
	shown: { hint: boolean; error: boolean; count?: boolean; note?: boolean }
): string | undefined {
	const ids = [
		shown.hint && `${id}-hint`,
		shown.note && `${id}-note`,
		shown.error && `${id}-error`,
		shown.count && `${id}-count`
	];
	return ids.filter(Boolean).join(' ') || undefined;
}
