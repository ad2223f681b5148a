/** The conditions of a decision as its form sends them: rows of fields named `condition-0-words`, whose empty ones count for nothing. */
export const mostConditions = 12;

const fields = ['words', 'owner', 'due_on', 'evidence'] as const;
export type ConditionField = (typeof fields)[number];
export type ConditionRow = Record<ConditionField, string>;

export const conditionField = (row: number, field: ConditionField) => `condition-${row}-${field}`;

/** The rows that say something, in their order. */
export function rowsIn(values: Record<string, string>): ConditionRow[] {
	const rows = Array.from({ length: mostConditions }, (_, row) => {
		const read = (field: ConditionField) => (values[conditionField(row, field)] ?? '').trim();
		return { words: read('words'), owner: read('owner'), due_on: read('due_on'), evidence: read('evidence') };
	});
	return rows.filter((row) => fields.some((field) => row[field] !== ''));
}

/** What was typed, with the rows that say something first, so that a refusal of the second condition stands at the second row. */
export function compacted(values: Record<string, string>): Record<string, string> {
	const others = Object.entries(values).filter(([name]) => !/^condition-\d+-/.test(name));
	const rows = rowsIn(values).flatMap((row, place) =>
		fields.map((field) => [conditionField(place, field), row[field]] as const)
	);
	return Object.fromEntries([...others, ...rows]);
}

/** What is missing in each row, by its field. Whether a day is past, and who may own it, the database says. */
export function rowErrors(rows: readonly ConditionRow[]): Record<string, string> {
	const errors: Record<string, string> = {};
	rows.forEach((row, place) => {
		const said = (field: ConditionField, message: string) => {
			errors[conditionField(place, field)] = message;
		};
		const name = `Condition ${place + 1}`;
		if (row.words === '') said('words', `${name} does not say what is to be done.`);
		else if (row.words.length > 1000) said('words', `${name} can have 1,000 characters.`);
		if (row.owner === '') said('owner', `${name} has no owner.`);
		if (!/^\d{4}-\d\d-\d\d$/.test(row.due_on)) said('due_on', `${name} has no day by which it is due.`);
		if (row.evidence.length > 1000)
			said('evidence', `What ${name.toLowerCase()} asks to be shown can have 1,000 characters.`);
	});
	return errors;
}

/** How many rows a form shows: those that are filled in and a few to write in. */
export function rowsShown(filled: number, added = 0): number {
	return Math.min(mostConditions, Math.max(3, filled + (filled > 0 ? 2 : 0)) + added);
}
