/** What is typed into the form of a report. Nothing of it is checked yet. */
export const reportFields = [
	'id',
	'kind',
	'severity',
	'occurred_on',
	'occurred_time',
	'detected_on',
	'detected_time',
	'how_many',
	'what_happened',
	'done_at_once'
] as const;
export const reportLists = ['pilots', 'tools', 'affected'] as const;

export type ReportField = (typeof reportFields)[number] | (typeof reportLists)[number];
export type ReportValues = Record<(typeof reportFields)[number], string> &
	Record<(typeof reportLists)[number], string[]>;

/** An empty form, with the pilots that its address names. */
export function emptyReport(id: string, pilots: readonly string[]): ReportValues {
	const empty = Object.fromEntries(reportFields.map((field) => [field, '']));
	return { ...empty, id, pilots: [...pilots], tools: [], affected: [] } as unknown as ReportValues;
}

export function reportTyped(form: FormData): ReportValues {
	const text = (field: string) => String(form.get(field) ?? '').replaceAll('\r\n', '\n');
	const list = (field: string) => [...new Set(form.getAll(field).map(String).filter(Boolean))];
	return {
		...Object.fromEntries(reportFields.map((field) => [field, text(field)])),
		...Object.fromEntries(reportLists.map((field) => [field, list(field)]))
	} as ReportValues;
}

/** What a reader may be known by, as far as a look at the words can tell; for a warning while somebody writes. */
export function looksLikeSomebody(words: string): string | null {
	if (/[\w.%+-]+@[\w-]+\.[\w.-]*[a-z]/i.test(words)) return 'a mail address';
	if (/\d{6,}/.test(words)) return 'a long number, as students’ numbers are';
	if (/\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d\b/.test(words))
		return 'a date, which may be a birth date';
	return null;
}
