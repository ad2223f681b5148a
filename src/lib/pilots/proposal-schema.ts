import { z } from 'zod';
import { limits } from './proposal.ts';
import { reversibleHow, reviewedWhen, uses } from './risk.ts';
import { kinds } from './words.ts';

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
