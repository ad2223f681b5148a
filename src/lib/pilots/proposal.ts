import type { Proposal } from './proposal-schema.ts';

/** The most characters that each text can have: the database's own limits. */
export const limits = {
	title: 120,
	problem: 4000,
	who_affected: 1000,
	benefit: 2000,
	how_we_know: 2000,
	tool: 200
} as const;

export type { Proposal };
export type ProposalField = keyof Proposal;
/** As it stands in a form: text, and lists of what is ticked. */
export type ProposalValues = Partial<Record<ProposalField, string | string[]>>;

export const lists: readonly ProposalField[] = ['objectives', 'sites', 'uses'];

/** What a draft may leave empty for good. */
export const optional: readonly ProposalField[] = ['tools'];

/** The steps of the form in order: the problem stands before any tool. */
export const steps = [
	{ key: 'problem', label: 'The problem', fields: ['problem', 'who_affected', 'title'] },
	{ key: 'benefit', label: 'The benefit', fields: ['benefit', 'how_we_know'] },
	{ key: 'strategy', label: 'Goals and places', fields: ['objectives', 'sites'] },
	{
		key: 'students',
		label: 'Students and data',
		fields: ['students_take_part', 'under_13', 'personal_data', 'trained_on_student_data', 'biometric']
	},
	{
		key: 'care',
		label: 'What it decides',
		fields: ['uses', 'decides_about_people', 'outputs_reviewed', 'reversible']
	},
	{ key: 'tool', label: 'Kind and tool', fields: ['kind', 'tools'] },
	{ key: 'check', label: 'Check and submit', fields: [] }
] as const satisfies readonly { key: string; label: string; fields: readonly ProposalField[] }[];
export type StepKey = (typeof steps)[number]['key'];

/** The step that an address or a form names; the first for any other word. */
export function stepOf(key: unknown): (typeof steps)[number] {
	return steps.find((step) => step.key === key) ?? steps[0];
}

export function stepAfter(key: StepKey): StepKey {
	return steps[steps.findIndex((step) => step.key === key) + 1]?.key ?? 'check';
}

/** The field of the form that a criterion of the submit gate asks for. */
export function fieldFor(criterion: string): string {
	if (criterion === 'lookalikes') return 'look-alikes';
	return criterion === 'objective' || criterion === 'site' ? `${criterion}s` : criterion;
}

/** The step where a field, or a criterion of the submit gate, is answered. */
export function stepFor(word: string): StepKey {
	// Which templates there are follows from the kind.
	const field = word === 'template' ? 'kind' : fieldFor(word);
	return steps.find((step) => (step.fields as readonly string[]).includes(field))?.key ?? 'check';
}
