/** Two versions of a draft: what each writer changed is kept, and where both changed the same, a person chooses. */
import { lists, type ProposalField, type ProposalValues } from './proposal.ts';

type Value = string | readonly string[] | undefined;

/** Nothing is nothing, line ends are one sign, and a list is a set. */
function plain(value: Value): string {
	if (Array.isArray(value)) return JSON.stringify([...new Set(value)].sort());
	const text = String(value ?? '')
		.replaceAll('\r\n', '\n')
		.trim();
	return text === '' ? '[]' : text;
}

export function same(one: Value, other: Value): boolean {
	return plain(one) === plain(other);
}

export type Merged = {
	/** To be saved on top of what is saved: mine wherever I changed it and they did not. */
	values: ProposalValues;
	/** Changed on both sides, and not to the same. */
	conflicts: ProposalField[];
};

/**
 * @param fields of the step that is saved
 * @param seen what the writer began with; null where that is not known, so that every difference is a question
 */
export function mergeDraft(
	fields: readonly ProposalField[],
	seen: ProposalValues | null,
	mine: ProposalValues,
	saved: ProposalValues
): Merged {
	const values: ProposalValues = {};
	const conflicts: ProposalField[] = [];
	for (const field of fields) {
		// A question left open is no answer, and changes nothing.
		if (mine[field] === undefined || same(mine[field], saved[field])) continue;
		if (seen && same(mine[field], seen[field])) continue;
		values[field] = mine[field];
		if (!seen || !same(saved[field], seen[field])) conflicts.push(field);
	}
	return { values, conflicts };
}

/** What is saved, as the form has it. */
export function asValues(saved: Record<string, unknown>): ProposalValues {
	const values: Record<string, string | string[]> = {};
	for (const [field, value] of Object.entries(saved)) {
		if (typeof value === 'boolean') values[field] = value ? 'yes' : 'no';
		else if (field === 'tools') values[field] = Array.isArray(value) ? value.join('\n') : String(value ?? '');
		// None of the uses is an answer; no answer is nothing ticked.
		else if (field === 'uses' && Array.isArray(value) && value.length === 0) values[field] = ['none'];
		else if (Array.isArray(value)) values[field] = value.map(String);
		else if (lists.includes(field as ProposalField)) values[field] = [];
		else values[field] = value === null || value === undefined ? '' : String(value);
	}
	return values as ProposalValues;
}

/** What a form says that its writer began with. */
export function readSeen(text: unknown): ProposalValues | null {
	if (typeof text !== 'string' || text === '') return null;
	try {
		const seen: unknown = JSON.parse(text);
		return seen !== null && typeof seen === 'object' && !Array.isArray(seen)
			? asValues(seen as Record<string, unknown>)
			: null;
	} catch {
		return null;
	}
}

/** The form with what its writer chose of two versions: theirs, where the saved one is chosen; all of mine with `keep`. */
export function withChoices(form: FormData, fields: readonly ProposalField[]): FormData {
	const chosen = new FormData();
	for (const [name, value] of form) chosen.append(name, value);
	if (form.get('keep') === 'mine') return chosen;
	for (const field of fields) {
		if (form.get(`choose:${field}`) !== 'saved') continue;
		chosen.delete(field);
		for (const value of form.getAll(`saved:${field}`)) chosen.append(field, value);
	}
	return chosen;
}
