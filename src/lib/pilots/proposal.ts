import { z } from 'zod';
import { kinds } from './words.ts';

/** The most characters that each text can have: the database's own limits. */
export const limits = {
	title: 120,
	problem: 4000,
	who_affected: 1000,
	benefit: 2000,
	how_we_know: 2000,
	tool: 200
} as const;

function text(label: string, most: number) {
	return z
		.string()
		.trim()
		.max(most, {
			error: ({ input }) =>
				`${label} can have ${most.toLocaleString('en')} characters and has ${String(input).length.toLocaleString('en')}. Shorten it: all that you typed is still here.`
		});
}

const yesOrNo = z.enum(['yes', 'no'], 'Answer yes or no.').transform((answer) => answer === 'yes');
const chosen = z.array(z.uuid('Choose from the list.'));

/** What the form of a proposal says; the draft keeps whatever is not named. */
export const proposalSchema = z.object({
	title: text('The title', limits.title).min(1, 'Give the pilot a working title: it can change later.'),
	problem: text('The problem', limits.problem),
	who_affected: text('Who is affected', limits.who_affected),
	benefit: text('The benefit', limits.benefit),
	how_we_know: text('How we would know', limits.how_we_know),
	objectives: chosen,
	sites: chosen,
	students_take_part: yesOrNo,
	under_13: yesOrNo,
	personal_data: yesOrNo,
	decides_about_people: yesOrNo,
	kind: z.enum(kinds, 'Choose what kind of pilot this is.'),
	tool: text('The tool', limits.tool)
});
export type Proposal = z.infer<typeof proposalSchema>;
export type ProposalField = keyof Proposal;
/** As it stands in a form: text, and lists of what is ticked. */
export type ProposalValues = Partial<Record<ProposalField, string | string[]>>;

export const lists: readonly ProposalField[] = ['objectives', 'sites'];

/** The steps of the form in order: the problem stands before any tool. */
export const steps = [
	{ key: 'problem', label: 'The problem', fields: ['problem', 'who_affected', 'title'] },
	{ key: 'benefit', label: 'The benefit', fields: ['benefit', 'how_we_know'] },
	{ key: 'strategy', label: 'Goals and places', fields: ['objectives', 'sites'] },
	{
		key: 'students',
		label: 'Students, data, tool',
		fields: ['students_take_part', 'under_13', 'personal_data', 'decides_about_people', 'kind', 'tool']
	},
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
	const field = fieldFor(word);
	return steps.find((step) => (step.fields as readonly string[]).includes(field))?.key ?? 'check';
}
