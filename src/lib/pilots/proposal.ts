import { z } from 'zod';
import { reversibleHow, reviewedWhen, uses } from './risk.ts';
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
const MOST_TOOLS = 5;

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
/** Nothing ticked is not answered yet; 'none' is an answer. */
const usedFor = z
	.array(z.enum([...uses, 'none'], 'Choose from the list.'))
	.refine(
		(ticked) => !ticked.includes('none') || ticked.length === 1,
		'You ticked “None of these” and others: take one of them away.'
	)
	.transform((ticked) => (ticked.length === 0 ? undefined : ticked.filter((use) => use !== 'none')));

/** Names, one a line. */
const toolNames = z
	.string()
	.transform((typed) => [...new Set(typed.split('\n').map((line) => line.trim()))].filter(Boolean))
	.refine(
		(tools) => tools.length <= MOST_TOOLS,
		`Name at most ${MOST_TOOLS} tools: the ones that it is about.`
	)
	.refine(
		(tools) => tools.every((tool) => tool.length <= limits.tool),
		`A tool can have ${limits.tool} characters. Shorten it: all that you typed is still here.`
	);

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
	trained_on_student_data: yesOrNo,
	biometric: yesOrNo,
	uses: usedFor,
	decides_about_people: yesOrNo,
	outputs_reviewed: z.enum(reviewedWhen, 'Choose one.'),
	reversible: z.enum(reversibleHow, 'Choose one.'),
	kind: z.enum(kinds, 'Choose what kind of pilot this is.'),
	tools: toolNames
});
export type Proposal = z.infer<typeof proposalSchema>;
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
