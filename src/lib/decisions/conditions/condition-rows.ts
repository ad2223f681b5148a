/** The conditions of a decision as its form sends them: rows of fields named `condition-0-words`, whose empty ones count for nothing. */
export const mostConditions = 12;

const fields = ['words', 'owner', 'due_on', 'evidence'] as const;
export type ConditionField = (typeof fields)[number];
/** `row` is its place in the form, whatever rows before it are empty. */
export type ConditionRow = Record<ConditionField, string> & { row: number };

export const conditionField = (row: number, field: ConditionField) => `condition-${row}-${field}`;

/** The rows that say something, in their order. */
export function rowsIn(values: Record<string, string>): ConditionRow[] {
	const rows = Array.from({ length: mostConditions }, (_, row) => {
		const read = (field: ConditionField) => (values[conditionField(row, field)] ?? '').trim();
		return {
			row,
			words: read('words'),
			owner: read('owner'),
			due_on: read('due_on'),
			evidence: read('evidence')
		};
	});
	return rows.filter((row) => fields.some((field) => row[field] !== ''));
}

/** What is missing in each row, by its field. Whether a day is past, and who may own it, the database says. */
export function rowErrors(rows: readonly ConditionRow[]): Record<string, string> {
	const errors: Record<string, string> = {};
	for (const one of rows) {
		const said = (field: ConditionField, message: string) => {
			errors[conditionField(one.row, field)] = message;
		};
		const name = `Condition ${one.row + 1}`;
		if (one.words === '') said('words', `${name} does not say what is to be done.`);
		else if (one.words.length > 1000) said('words', `${name} can have 1,000 characters.`);
		if (one.owner === '') said('owner', `${name} has no owner.`);
		if (!/^\d{4}-\d\d-\d\d$/.test(one.due_on)) said('due_on', `${name} has no day by which it is due.`);
		if (one.evidence.length > 1000)
			said('evidence', `What ${name.toLowerCase()} asks to be shown can have 1,000 characters.`);
	}
	return errors;
}

/** What the database says of a condition, which it counts without empty rows, at the row of the form: a field's name or a sentence. */
export function atRow(said: string, rows: readonly ConditionRow[]): string {
	return said
		.replace(/^condition-(\d+)-/, (name, place: string) => {
			const found = rows[Number(place)];
			return found ? `condition-${found.row}-` : name;
		})
		.replace(/\b(condition) (\d+)\b/i, (name, word: string, number: string) => {
			const found = rows[Number(number) - 1];
			return found ? `${word} ${found.row + 1}` : name;
		});
}

/** How many rows a form shows: up to the last that is filled in, and a few to write in. */
export function rowsShown(rows: readonly ConditionRow[], added = 0): number {
	const last = rows.at(-1);
	return Math.min(mostConditions, Math.max(3, last ? last.row + 3 : 0) + added);
}
